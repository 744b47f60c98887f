import { readFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import {
  makeStateDirectory,
  RUNTIMES,
  runEngineProgram,
  startEngineProgram,
} from "./support/engine-program.js";

/** Starts sandboxes and kills their server as soon as all of them have got there, or a little later. */
async function startAndKill(
  words: readonly [stateDirectory: string, runtime: string, moment: "creating" | "running"],
  scripts: readonly string[],
  laterMilliseconds = 0,
): Promise<readonly string[]> {
  await using program = startEngineProgram("hold", [...words, ...scripts]);
  const ids: string[] = [];
  for await (const line of program.lines) {
    ids.push(String(Object(line).id));
    if (ids.length === scripts.length) break;
  }
  if (laterMilliseconds > 0) await pause(laterMilliseconds);
  await program.kill();
  return ids;
}

const KILLS = 12;
const LONGEST_MILLISECONDS = 300;

/** Begins commands in a sandbox, a new one without an id, and kills their server after a time. Gives the id. */
async function beginAndKill(words: readonly string[], afterMilliseconds: number): Promise<string> {
  await using program = startEngineProgram("begin-commands", words);
  const lines = program.lines[Symbol.asyncIterator]();
  const { value } = await lines.next();
  await pause(afterMilliseconds);
  await program.kill();
  return String(Object(value).id);
}

describe.each(RUNTIMES)("after kill -9 of the server, with %s", (runtime) => {
  test("a running sandbox is found again, with its files, its log and its exit code", async () => {
    await using state = await makeStateDirectory();
    const script = "trap 'echo stopped; exit 7' TERM; echo first; sleep 1000 & setsid sleep 1001 & wait";
    const ids = await startAndKill([state.path, runtime, "running"], [script, script]);
    const told = await runEngineProgram("look", [state.path, runtime, ...ids]);
    expect(told).toHaveLength(3);
    for (const each of told.slice(0, 2)) {
      expect(each).toMatchObject({
        state: "running",
        endState: "terminated",
        endCause: "stopped",
        exitCode: 7,
      });
      expect(each).toMatchObject({
        log: "first\nstopped\n",
        processes: expect.stringContaining("mounted\n"),
      });
      // The command that the dead server had started is ended, although it ignores TERM.
      expect(each).toMatchObject({ processes: expect.not.stringContaining("sleep 4321") });
      // And so is what a command had started that ended with the dead server; the others keep theirs.
      expect(each).toMatchObject({ processes: expect.not.stringContaining("sleep 4322") });
      expect(each).toMatchObject({ processes: expect.stringContaining("sleep 1001") });
      expect(each).toMatchObject({ processes: expect.stringContaining("sleep 1002") });
    }
    await state.expectNothingLeft();
  });

  test(
    "nothing is left of commands that had just begun, on terminals or not",
    { timeout: 600_000 },
    async () => {
      await using state = await makeStateDirectory();
      const moments = Array.from({ length: KILLS }, () => Math.random() * LONGEST_MILLISECONDS);
      let id: string | undefined;
      for (const moment of moments) {
        id = await beginAndKill([state.path, runtime, ...(id === undefined ? [] : [id])], moment);
      }
      const [found] = await runEngineProgram("look", [state.path, runtime, String(id)]);
      expect(found, `killed after ${moments.join(", ")} ms`).toMatchObject({
        state: "running",
        processes: expect.not.stringContaining("sleep 432"),
      });
      expect(found).toMatchObject({ processes: expect.stringContaining("sleep 1000") });
      await state.expectNothingLeft();
    },
  );

  test("a sandbox that ended meanwhile has its exit code and its whole log", async () => {
    await using state = await makeStateDirectory();
    // The command that reads does not outlive the server.
    const isAlone = "[ -s /tmp/reader ] && ! grep -qs read /proc/$(cat /tmp/reader)/cmdline";
    const script = `echo before; until ${isAlone}; do sleep 0.05; done; echo after; printf last; exit 5`;
    const ids = await startAndKill([state.path, runtime, "running"], [script]);
    const log = path.join(state.path, "sandboxes", String(ids[0]), "log");
    await expect.poll(() => readFile(log, "utf8")).toMatch(/ last$/m);
    const [found] = await runEngineProgram("look", [state.path, runtime, ...ids]);
    expect(found).toMatchObject({ endState: "completed", endCause: "exited", exitCode: 5 });
    expect(found).toMatchObject({ log: "before\nafter\nlast" });
    await state.expectNothingLeft();
  });

  // Later and later into the start: record, image, mounts, supervisor, container, main process.
  test.each([0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 60])(
    "a sandbox whose server dies %d ms into its start is undone or found whole",
    async (laterMilliseconds) => {
      await using state = await makeStateDirectory();
      const ids = await startAndKill([state.path, runtime, "creating"], ["sleep 1000"], laterMilliseconds);
      const [found, end] = await runEngineProgram("look", [state.path, runtime, ...ids]);
      expect(end).toEqual({ done: true });
      expect([
        expect.objectContaining({ endState: "failed", stateReason: expect.stringMatching(/server ended/) }),
        expect.objectContaining({ state: "running", endState: "terminated", exitCode: 137 }),
      ]).toContainEqual(found);
      await state.expectNothingLeft();
    },
  );
});

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
