import { describe, expect, test } from "vitest";

import {
  makeStateDirectory,
  RUNTIMES,
  runEngineProgram,
  startEngineProgram,
} from "./support/engine-program.js";

/** Starts sandboxes and kills their server as soon as all of them have got there. */
async function startAndKill(
  words: readonly [stateDirectory: string, runtime: string, moment: "creating" | "running"],
  scripts: readonly string[],
): Promise<readonly string[]> {
  await using program = startEngineProgram("hold", [...words, ...scripts]);
  const ids: string[] = [];
  for await (const line of program.lines) {
    ids.push(String(Object(line).id));
    if (ids.length === scripts.length) break;
  }
  await program.kill();
  return ids;
}

describe.each(RUNTIMES)("after kill -9 of the server, with %s", (runtime) => {
  test("a running sandbox is found again, with its files, its log and its exit code", async () => {
    await using state = await makeStateDirectory();
    const script = "trap 'echo stopped; exit 7' TERM; echo first; sleep 1000 & wait";
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
    }
    await state.expectNothingLeft();
  });

  test("a sandbox that ended meanwhile has its exit code and its whole log", async () => {
    await using state = await makeStateDirectory();
    const script = "echo before; sleep 0.7; echo after; printf last; exit 5";
    const ids = await startAndKill([state.path, runtime, "running"], [script]);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const [found] = await runEngineProgram("look", [state.path, runtime, ...ids]);
    expect(found).toMatchObject({ endState: "completed", endCause: "exited", exitCode: 5 });
    expect(found).toMatchObject({ log: "before\nafter\nlast" });
    await state.expectNothingLeft();
  });

  test("a half-created sandbox is undone and fails, whatever had been built of it", async () => {
    await using state = await makeStateDirectory();
    const scripts = ["sleep 1000", "sleep 1000", "sleep 1000"];
    const ids = await startAndKill([state.path, runtime, "creating"], scripts);
    const told = await runEngineProgram("look", [state.path, runtime, ...ids]);
    expect(told.at(-1)).toEqual({ done: true });
    const last = told.at(-2);
    expect(last).toMatchObject({ endState: "failed", stateReason: expect.stringMatching(/server ended/) });
    await state.expectNothingLeft();
  });
});
