import {
  results,
  Sandbox,
  SandboxExecutionError,
  SandboxTimeoutError,
  Session,
  setWandbRun,
} from "cwsandbox";
import { afterEach, describe, expect, test } from "vitest";

import { uniqueTag, useTestServer } from "../support/suite.js";

useTestServer();

afterEach(() => setWandbRun(null));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** One bug in one repository, with a proposed change and a script that judges it. */
interface Instance {
  readonly name: string;
  readonly patch: string;
  /** Programs that apply a patch, in the order in which they are tried. */
  readonly tools?: readonly (readonly string[])[];
  readonly evaluation?: string;
  readonly timeoutSeconds?: number;
}

interface Report {
  readonly name: string;
  readonly outcome: "resolved" | "unresolved" | "patch failed" | "timeout" | "error";
  readonly appliedBy: string | null;
  readonly log: string;
}

const GIT = ["git", "apply", "--verbose", "/tmp/patch.diff"];
const PATCH = ["patch", "--batch", "--fuzz=5", "-p1", "-i", "/tmp/patch.diff"];
const APPLY_SECONDS = 60;
const EVALUATION_SECONDS = 1800;

/** The repository that an instance's image would bring along. */
async function prepareTestbed(sandbox: Sandbox): Promise<void> {
  await results([
    sandbox.writeFile("/testbed/sum.js", bytes("exports.sum = (a, b) => a - b;\n")),
    sandbox.writeFile(
      "/testbed/sum.test.js",
      bytes('require("assert").equal(require("./sum.js").sum(2, 3), 5);\nconsole.log("all tests passed");\n'),
    ),
  ]);
}

const change = (to: string, from = "exports.sum = (a, b) => a - b;"): string =>
  `--- a/sum.js\n+++ b/sum.js\n@@ -1 +1 @@\n-${from}\n+${to}\n`;

async function applyPatch(sandbox: Sandbox, { tools = [GIT, PATCH] }: Instance): Promise<string | null> {
  for (const tool of tools) {
    const applied = await sandbox.exec(tool, { cwd: "/testbed", timeoutSeconds: APPLY_SECONDS });
    if (applied.returncode === 0) return tool[0] ?? null;
  }
  return null;
}

async function evaluate(sandbox: Sandbox, instance: Instance): Promise<Omit<Report, "name">> {
  await prepareTestbed(sandbox);
  await sandbox.writeFile("/tmp/patch.diff", bytes(instance.patch));
  const appliedBy = await applyPatch(sandbox, instance);
  if (appliedBy === null) return { outcome: "patch failed", appliedBy, log: "" };
  await sandbox.writeFile("/tmp/eval.sh", bytes(instance.evaluation ?? "node sum.test.js 2>&1\n"));
  try {
    const { timeoutSeconds = EVALUATION_SECONDS } = instance;
    const run = await sandbox.exec(["sh", "/tmp/eval.sh"], { cwd: "/testbed", timeoutSeconds });
    await sandbox.writeFile("/tmp/test_output.txt", run.stdoutBytes);
    const log = new TextDecoder().decode(await sandbox.readFile("/tmp/test_output.txt"));
    return { outcome: run.returncode === 0 ? "resolved" : "unresolved", appliedBy, log };
  } catch (error) {
    if (!(error instanceof SandboxTimeoutError)) throw error;
    return { outcome: "timeout", appliedBy, log: error.message };
  }
}

async function reportOn(instance: Instance, tag: string): Promise<Report> {
  const sandbox = await Sandbox.run({ tags: [tag, instance.name], maxLifetimeSeconds: 3600 });
  try {
    return { name: instance.name, ...(await evaluate(sandbox, instance)) };
  } catch (error) {
    return { name: instance.name, outcome: "error", appliedBy: null, log: String(error) };
  } finally {
    await sandbox.stop({ missingOk: true });
  }
}

/** Runs so many at a time; the reports come in the order of the instances. */
async function runAll(instances: readonly Instance[], tag: string, workers: number): Promise<Report[]> {
  const reports: Report[] = [];
  const queue = instances.entries();
  const work = async (): Promise<void> => {
    for (const [at, instance] of queue) reports[at] = await reportOn(instance, tag);
  };
  await Promise.all(Array.from({ length: workers }, work));
  return reports;
}

function summarise(reports: readonly Report[]): Record<string, number> {
  const summary: Record<string, number> = {};
  for (const { outcome } of reports) summary[outcome] = (summary[outcome] ?? 0) + 1;
  return summary;
}

describe("patches", () => {
  test("R1 T23 patches are applied, judged by their tests and reported one by one", async () => {
    const tag = uniqueTag("patches");
    const right = change("exports.sum = (a, b) => a + b;");
    const instances: Instance[] = [
      { name: "right", patch: right },
      { name: "wrong", patch: change("exports.sum = (a, b) => a * b;") },
      { name: "fallback", patch: right, tools: [["git", "apply", "--check", "/tmp/no-such.diff"], PATCH] },
      { name: "misfit", patch: change("x", "a line that is nowhere") },
      { name: "endless", patch: right, evaluation: "echo begun; sleep 987\n", timeoutSeconds: 1 },
      { name: "broken", patch: right, tools: [[""]] },
    ];
    const reports = await runAll(instances, tag, 3);
    expect(reports.map(({ name, outcome, appliedBy }) => [name, outcome, appliedBy])).toEqual([
      ["right", "resolved", "git"],
      ["wrong", "unresolved", "git"],
      ["fallback", "resolved", "patch"],
      ["misfit", "patch failed", null],
      ["endless", "timeout", "git"],
      ["broken", "error", null],
    ]);
    expect(reports[0]?.log).toBe("all tests passed\n");
    expect(reports[1]?.log).toContain("AssertionError");
    expect(reports[4]?.log).toContain("limit of 1 s");
    expect(summarise(reports)).toEqual({
      resolved: 2,
      unresolved: 1,
      "patch failed": 1,
      timeout: 1,
      error: 1,
    });
    expect(await Sandbox.list({ tags: [tag] })).toEqual([]);
    const ended = await Sandbox.list({ tags: [tag], includeStopped: true });
    expect(ended).toHaveLength(instances.length);
  });
});

const MOST_CALLS = 20;
const MOST_CHARACTERS = 8192;

/** What a model asks for, or its last word. */
type Turn = { readonly tool: "execute" | "submit"; readonly code: string } | { readonly answer: string };

interface Rollout {
  readonly outputs: readonly string[];
  readonly answer: string | null;
  readonly submitted: boolean;
}

const TESTS = 'if (solve(20) !== 40) throw new Error("solve(20) is " + solve(20)); console.log("accepted");';

async function useTool(sandbox: Sandbox, tool: "execute" | "submit", code: string): Promise<string> {
  const program = tool === "submit" ? `${code}\n${TESTS}` : code;
  try {
    const run = await sandbox.exec(["node", "-e", program], { check: true, timeoutSeconds: 20 });
    return run.stdout.slice(0, MOST_CHARACTERS);
  } catch (error) {
    if (!(error instanceof SandboxExecutionError)) throw error;
    return `Error: ${error.execResult?.stderr ?? error.message}`.slice(0, MOST_CHARACTERS);
  }
}

/** Lets a model work with a sandbox until it answers, submits something good, or has had its calls. */
async function rollOut(sandbox: Sandbox, model: (outputs: readonly string[]) => Turn): Promise<Rollout> {
  const outputs: string[] = [];
  try {
    while (outputs.length < MOST_CALLS) {
      const turn = model(outputs);
      if ("answer" in turn) return { outputs, answer: turn.answer, submitted: false };
      const output = await useTool(sandbox, turn.tool, turn.code);
      outputs.push(output);
      if (turn.tool === "submit" && output === "accepted\n")
        return { outputs, answer: null, submitted: true };
    }
    return { outputs, answer: null, submitted: false };
  } finally {
    await sandbox.stop({ missingOk: true, gracefulShutdownSeconds: 60 });
  }
}

describe("a model with tools", () => {
  test("R2 outputs are cut, failures are answers to the model, and its last word ends the loop", async () => {
    const sandbox = await Sandbox.run();
    const turns: Turn[] = [
      { tool: "execute", code: 'require("fs").writeFileSync("/tmp/kept", "from the first call")' },
      { tool: "execute", code: 'process.stdout.write("x".repeat(10_000))' },
      { tool: "execute", code: 'throw new Error("my mistake")' },
      { tool: "execute", code: 'console.log(require("fs").readFileSync("/tmp/kept", "utf8"))' },
      { answer: "done" },
    ];
    const { outputs, answer } = await rollOut(sandbox, (seen) => turns[seen.length] ?? { answer: "too far" });
    expect(answer).toBe("done");
    expect(outputs[0]).toBe("");
    expect(outputs[1]).toBe("x".repeat(MOST_CHARACTERS));
    expect(outputs[2]).toMatch(/^Error: [^]*my mistake/);
    expect(outputs[3]).toBe("from the first call\n");
    expect(sandbox.status).toBe("terminated");
  });

  test("R2 T22 a model that never ends has twenty calls; a sandbox that is gone meanwhile is no failure", async () => {
    const sandbox = await Sandbox.run();
    const endless = await rollOut(sandbox, (seen) => ({
      tool: "execute",
      code: `console.log(${seen.length})`,
    }));
    expect(endless).toMatchObject({ answer: null, submitted: false });
    expect(endless.outputs).toEqual(Array.from({ length: MOST_CALLS }, (_, at) => `${at}\n`));

    const deleted = await Sandbox.run();
    await deleted.wait();
    await Sandbox.delete(deleted.sandboxId ?? "");
    const broken = rollOut(deleted, () => {
      throw new Error("the model broke");
    });
    await expect(broken).rejects.toThrow("the model broke");
  });

  test("T22 submissions are judged by appended tests, and the first good one ends the rollout", async () => {
    const sandbox = await Sandbox.run();
    const attempts = ["const solve = (x) => x + 1;", "const solve = (", "const solve = (x) => 2 * x;"];
    const { outputs, submitted } = await rollOut(sandbox, (seen) => ({
      tool: "submit",
      code: attempts[seen.length] ?? "",
    }));
    expect(submitted).toBe(true);
    expect(outputs).toEqual([
      expect.stringContaining("solve(20) is 21"),
      expect.stringContaining("SyntaxError"),
      "accepted\n",
    ]);
    expect(await (await Sandbox.fromId(sandbox.sandboxId ?? "")).getStatus()).toBe("terminated");
  });
});

describe("training", () => {
  /** Whether a completion passes; whatever goes wrong is no reward. */
  async function reward(session: Session, completion: string): Promise<number> {
    try {
      await using sandbox = session.sandbox(
        completion === "no sandbox" ? { containerImage: "no-such-image:1" } : {},
      );
      const run = await sandbox.exec(["node", "-e", completion], { timeoutSeconds: 20 });
      return run.returncode === 0 ? 1 : 0;
    } catch {
      return 0;
    }
  }

  test("R3 each step has fresh sandboxes, rewards in order and its own metrics; failures give 0", async () => {
    const writes: { step: number | undefined; data: Record<string, unknown> }[] = [];
    setWandbRun({ log: (data, step) => writes.push({ step, data }) });
    const tag = uniqueTag("training");
    const session = new Session({ tags: [tag] });
    const fresh =
      'const fs = require("fs"); if (fs.existsSync("/tmp/x")) throw 1; fs.writeFileSync("/tmp/x", "");';
    const steps = [
      ["process.exit(0)", "process.exit(1)", fresh],
      ["syntax error here", "no sandbox", fresh],
    ];
    const rewards: number[][] = [];
    for (const [step, completions] of steps.entries()) {
      rewards.push(await Promise.all(completions.map((completion) => reward(session, completion))));
      expect(session.logMetrics(step)).toBe(true);
    }
    await session.close();
    expect(rewards).toEqual([
      [1, 0, 1],
      [0, 0, 1],
    ]);
    expect(writes.map(({ step }) => step)).toEqual([0, 1]);
    expect(writes[0]?.data).toMatchObject({
      "cwsandbox/sandboxes_created": 3,
      "cwsandbox/exec_completed_ok": 2,
      "cwsandbox/exec_completed_nonzero": 1,
    });
    expect(writes[1]?.data).toMatchObject({
      "cwsandbox/sandboxes_created": 3,
      "cwsandbox/exec_completed_ok": 1,
      "cwsandbox/exec_completed_nonzero": 1,
    });
    expect(session.sandboxCount).toBe(0);
    expect(await Sandbox.list({ tags: [tag] })).toEqual([]);
  });
});
