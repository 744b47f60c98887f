// Opens the engine, tells what it finds of each sandbox, ends it, and tells its end.
// Started inside the engine's namespaces with: STATE_DIRECTORY RUNTIME ID...
import {
  extraArguments,
  finished,
  logOf,
  openChosenEngine,
  outputOf,
  print,
} from "../support/program-side.js";

const LIST = "for p in /proc/[0-9]*; do tr '\\0' ' ' < $p/cmdline; echo; done 2>/dev/null; cat /etc/mounted";

const engine = await openChosenEngine();
for (const id of extraArguments) {
  const { state } = await engine.get(id);
  const processes = state === "running" ? await listWhenTidy(id) : "";
  if (processes.includes("sleep 1000")) await engine.stop(id, processes.includes("trap") ? 10 : 0);
  const { state: endState, stateReason, exitCode, endCause } = await finished(engine, id);
  print({ id, state, processes, endState, stateReason, exitCode, endCause, log: await logOf(engine, id) });
}
await engine[Symbol.asyncDispose]();
print({ done: true });

/** Leftovers of the last server are ended beside what is asked of the new one. */
async function listWhenTidy(id: string): Promise<string> {
  for (let look = 1; ; look += 1) {
    const list = await outputOf(engine, id, LIST).catch(String);
    if (!list.includes("sleep 432") || look === 50) return list;
  }
}
