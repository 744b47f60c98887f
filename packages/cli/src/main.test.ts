import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CommandError } from "./output/index.js";
import { type Outcome, recorder, runMain } from "./run-main.test-support.js";
import type { Surroundings } from "./surroundings.js";

const CHECKS = [
  { name: "runtime", ok: true, need: "required", detail: "crun 1.8.1" },
  { name: "overlay", ok: false, need: "required", detail: "no overlay", remedy: "modprobe overlay" },
  { name: "disk", ok: false, need: "optional", detail: "no loop devices" },
];

/** A program in place of the server: knows `--doctor`, `--fail`, and otherwise serves until a signal. */
const FAKE_SERVER = `
folder=$(dirname "$0")
shift
case "$1" in
  --doctor) cat "$folder/report.json"; echo "a word on stderr" >&2; exit "$(cat "$folder/code")" ;;
  --fail) echo "unknown option --fail" >&2; exit 64 ;;
esac
trap 'echo stopped by TERM; exit 5' TERM
trap 'echo stopped by INT; exit 6' INT
echo "options: $*"
echo '{"ready":true,"address":"http://127.0.0.1:8081"}'
while :; do sleep 0.05; done
`;

let folder = "";
let script = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cwsandbox-cli-"));
  script = join(folder, "cwsandbox-server");
  writeFileSync(script, FAKE_SERVER);
  writeFileSync(join(folder, "code"), "0");
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (argv: readonly string[], overrides: Partial<Surroundings> = {}): Promise<Outcome> =>
  runMain(argv, { serverScript: () => script, ...overrides });

function report(usable: boolean): void {
  const checks = usable ? CHECKS.filter((check) => check.name !== "overlay") : CHECKS;
  const facts = { mode: "root", usable, checks, unenforcedLimits: usable ? ["disk"] : [] };
  writeFileSync(join(folder, "report.json"), JSON.stringify(facts));
}

const COMMANDS = [
  [[]],
  [["run"]],
  [["ls"]],
  [["get"]],
  [["exec"]],
  [["sh"]],
  [["logs"]],
  [["cp"]],
  [["completion"]],
  [["files"]],
  [["files", "ls"]],
  [["files", "stat"]],
  [["files", "mkdir"]],
  [["files", "rm"]],
  [["files", "read"]],
  [["files", "write"]],
  [["stop"]],
  [["delete"]],
  [["doctor"]],
  [["serve"]],
  [["server"]],
  [["server", "status"]],
  [["server", "stop"]],
  [["server", "logs"]],
  [["images"]],
  [["images", "import"]],
  [["images", "list"]],
  [["images", "remove"]],
];

const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const index = JSON.stringify(new URL("index.ts", import.meta.url).href);

test.each([[["--help"]], [["--version"]], [["exec", "--help"]], [["completion", "bash"]]])(
  "%j does not load the SDK",
  async (argv) => {
    // The SDK cannot do without HTTP/2, and nothing else needs it.
    const program = `
      import { main } from ${index};
      await main(${JSON.stringify(argv)});
      process.exitCode = process.moduleLoadList.includes("NativeModule http2") ? 1 : 0;`;
    const child = spawn(process.execPath, ["--import", tsx, "--input-type=module", "--eval", program], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    expect(await once(child, "exit")).toEqual([0, null]);
  },
);

describe("help", () => {
  test.each(COMMANDS)("%j --help explains itself with examples", async (words) => {
    const { code, stdout, stderr } = await run([...words, "--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(`Usage: ${["cwsandbox", ...words].join(" ")}`);
    expect(stdout).toMatch(/Examples:\n {2}# .+\n {2}\$ /);
  });

  test.each([[[]], [["files"]], [["images"]], [["server"]]])(
    "%j without a command is its help",
    async (words) => {
      const bare = await run(words);
      expect(bare).toEqual(await run([...words, "--help"]));
      expect(bare.code).toBe(0);
    },
  );

  test("the version is that of the package", async () => {
    const { code, stdout } = await run(["--version"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^cwsandbox \d+\.\d+\.\d+\n$/);
  });
});

describe("wrong usage is told on stderr with exit code 2", () => {
  test.each([
    [["nonsense"], "unknown command 'nonsense'"],
    [["imges"], "Did you mean images?"],
    [["images", "lst"], "Did you mean list?"],
    [["--nonsense"], "unknown option '--nonsense'"],
    [["doctor", "-o", "yaml"], "Allowed choices are table, json."],
    [["images", "import", "--name", "x"], "missing required argument 'FILE'"],
    [["images", "import", "/nonexistent.tar", "--name", "x"], "There is no file /nonexistent.tar."],
    [["images", "import", "/etc/passwd"], "required option '--name <reference>' not specified"],
    [["images", "import", "/etc/passwd", "--name", "x", "--format", "zip"], "Allowed choices are rootfs-tar"],
    [["images", "remove"], "missing required argument 'REFERENCE'"],
    [["images", "list", "more"], "too many arguments"],
    [["server", "logs", "--tail", "some"], "Write a whole number, 0 or more."],
    [["server", "status", "more"], "too many arguments"],
    [["server", "stop", "--nonsense"], "unknown option '--nonsense'"],
    [["run", "--nonsense", "ls"], "unknown option '--nonsense'"],
    [["run", "--lifetime", "0"], "Write a number of seconds above 0."],
    [["run", "-e", "=x"], "Write KEY=VALUE"],
    [["ls", "-s", "nope"], "Allowed choices are pending"],
    [["ls", "more"], "too many arguments"],
    [["get"], "missing required argument 'SANDBOX_ID'"],
    [["get", ""], "It must not be empty."],
    [["exec", "ID"], "missing required argument 'COMMAND'"],
    [["exec", "-t", "0", "ID", "ls"], "Write a number of seconds above 0."],
    [["exec", "-w", "tmp", "ID", "ls"], "Write an absolute path in the sandbox"],
    [["sh"], "missing required argument 'SANDBOX_ID'"],
    [["sh", "ID", "--cmd", ""], "It must not be empty."],
    [["sh", "ID", "--cmd", "'a"], "has a quote that is not closed"],
    [["logs", "ID", "--tail", "-1"], "Write a whole number, 0 or more."],
    [["logs", "ID", "--since", "noon"], "Write a time such as"],
    [["cp", "ID:/a"], "missing required argument 'TARGET'"],
    [["cp", "a", "b"], "one of SOURCE and TARGET must be SANDBOX_ID:PATH"],
    [["cp", "ID:/a", "OTHER:/b"], "one of SOURCE and TARGET must be SANDBOX_ID:PATH"],
    [["cp", "ID:a", "b"], "The path in the sandbox must be absolute: ID:/a."],
    [["files", "nonsense"], "unknown command 'nonsense'"],
    [["files", "read", "ID"], "missing required argument 'PATH'"],
    [["files", "write", "ID", "/a", "/nonexistent"], "There is no file /nonexistent."],
    [["files", "ls", "ID"], "missing required argument 'PATH'"],
    [["files", "stat", "ID", "/a", "-t", "x"], "Write a number of seconds"],
    [["files", "mkdir", "ID", "/a", "/b"], "too many arguments"],
    [["files", "rm", "ID", "/a", "--data-plane-mode", "direct"], "not supported by this release"],
    [["stop", "ID", "--graceful-shutdown-seconds", "-1"], "Write a number of seconds"],
    [["stop", "ID", "--request-id", "x"], "'--request-id' needs --snapshot-on-stop"],
    [["delete", "ID", "-t", "0"], "Write a number of seconds above 0."],
    [["completion", "csh"], "Allowed choices are bash, zsh, fish."],
    [["--auth", "nope", "ls"], "Allowed choices are coreweave_api_key, wandb."],
  ])("%j", async (argv, words) => {
    const { code, stdout, stderr } = await run(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(words);
    expect(stderr).toContain("Usage: cwsandbox");
    expect(stderr).toMatch(/Try 'cwsandbox.* --help' for more\.\n$/);
  });
});

describe("doctor", () => {
  test("a host that can run sandboxes gives 0 and names the limits that are missing", async () => {
    report(true);
    const { code, stdout } = await run(["doctor"]);
    expect(code).toBe(0);
    expect(stdout).toContain("ok       runtime  crun 1.8.1\n");
    expect(stdout).toContain("missing  disk     no loop devices\n");
    expect(stdout).not.toContain("Without it");
    expect(stdout).toContain("These limits cannot be enforced and are refused when asked for: disk.");
  });

  test("a host that cannot gives 1, what follows, and the exact command", async () => {
    report(false);
    const { code, stdout } = await run(["doctor"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /missing {2}overlay {2}no overlay\n +Without it no sandbox can run\.\n +To mend it: modprobe overlay\n/,
    );
    expect(stdout).toContain("Sandboxes cannot run here yet");
  });

  test("a report counts whatever the program's exit code is", async () => {
    report(false);
    writeFileSync(join(folder, "code"), "1");
    const { code, stdout } = await run(["doctor", "-o", "json"]);
    writeFileSync(join(folder, "code"), "0");
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({ mode: "root", usable: false, checks: CHECKS, unenforcedLimits: [] });
  });

  test.each(["", "no JSON", "null", "[]", '{"usable":true}', '{"usable":"yes","checks":[]}'])(
    "%j is no report and the program's own words are shown",
    async (words) => {
      writeFileSync(join(folder, "report.json"), words);
      const { code, stdout, stderr } = await run(["doctor"]);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toContain(
        "Error: The server program ended with code 0 and no report.\na word on stderr\nHint: ",
      );
    },
  );

  test("without the server's package it says what to install", async () => {
    const { code, stderr } = await run(["doctor"], {
      serverScript: () => {
        throw new CommandError("No server.", { hint: "npm install @cwsandbox/server" });
      },
    });
    expect(code).toBe(1);
    expect(stderr).toBe("Error: No server.\nHint: npm install @cwsandbox/server\n");
  });

  test("colours on a terminal only", async () => {
    report(true);
    const stdout = recorder({ isTerminal: true, hasColors: true });
    await run(["doctor"], { stdout });
    expect(stdout.text).toContain("\u001b[32mok");
    expect((await run(["doctor"])).stdout).not.toContain("\u001b[");
  });
});

describe("serve in a process of its own", () => {
  const surroundings = JSON.stringify(new URL("surroundings.ts", import.meta.url).href);

  type Child = ChildProcessByStdio<null, Readable, Readable>;

  function start(argv: readonly string[]): Child {
    const program = `
      import { main } from ${index};
      import { processSurroundings } from ${surroundings};
      const serverScript = () => ${JSON.stringify(script)};
      process.exitCode = await main(${JSON.stringify(argv)}, { ...processSurroundings(), serverScript });`;
    return spawn(process.execPath, ["--import", tsx, "--input-type=module", "--eval", program], {
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  async function untilReady(child: Child): Promise<string> {
    let words = "";
    for await (const piece of child.stdout.iterator({ destroyOnReturn: false })) {
      words += String(piece);
      if (words.includes("127.0.0.1:8081")) return words;
    }
    throw new Error(`ended before it was ready: ${words}`);
  }

  test.each([
    ["SIGTERM", 5],
    ["SIGINT", 6],
  ] as const)("%s reaches the server once and its exit code is ours", async (signal, code) => {
    const child = start(["serve", "--listen", "127.0.0.1:8080", "--no-auth"]);
    const ended = once(child, "exit");
    const words = await untilReady(child);
    expect(words).toContain("options: --listen 127.0.0.1:8080 --no-auth\n");
    expect(words).toContain("Ready at http://127.0.0.1:8081\nClients find it with CWSANDBOX_BASE_URL=");
    child.kill(signal);
    const rest = await text(child.stdout);
    expect(rest.match(/stopped by/g)).toHaveLength(1);
    expect(await ended).toEqual([code, null]);
  });

  test("-o json is ours wherever it stands, and the rest goes to the server in order", async () => {
    const child = start(["serve", "--listen", "127.0.0.1:8080", "-o", "json", "--log-level", "debug"]);
    const ended = once(child, "exit");
    const words = await untilReady(child);
    child.kill("SIGTERM");
    await ended;
    const [options, announcement = ""] = words.split("\n");
    expect(options).toBe("options: --listen 127.0.0.1:8080 --log-level debug");
    expect(JSON.parse(announcement)).toEqual({ ready: true, address: "http://127.0.0.1:8081" });
  });

  test("a server that refuses its options speaks for itself", async () => {
    const child = start(["serve", "--fail"]);
    const ended = once(child, "exit");
    expect(await text(child.stderr)).toContain("unknown option --fail");
    expect(await ended).toEqual([64, null]);
  });

  test("a reader that leaves early ends the program quietly", async () => {
    const child = start(["serve"]);
    const ended = once(child, "exit");
    child.stdout.destroy();
    const words = await text(child.stderr);
    expect(words).toBe("");
    expect(await ended).toEqual([0, null]);
  });
});
