// Starts one sandbox per script, with a long command in each, and waits to be killed.
// Started inside the engine's namespaces with: STATE_DIRECTORY RUNTIME MOMENT SCRIPT...
// MOMENT is `creating` (tell of a sandbox as soon as it is accepted) or `running`.
import {
  extraArguments,
  openChosenEngine,
  print,
  specOf,
  started,
  TIME_LIMIT,
} from "../support/program-side.js";

const [moment, ...scripts] = extraArguments;
const engine = await openChosenEngine();
for (const script of scripts) {
  const { id } = await engine.create(specOf(script));
  if (moment === "running") {
    await started(engine, id);
    const command = ["sh", "-c", "trap '' TERM; echo begun; exec sleep 4321"];
    const { output } = await engine.exec(id, { command, environment: {}, stdin: false }, TIME_LIMIT);
    await output[Symbol.asyncIterator]().next();
  }
  print({ id });
}
await new Promise((resolve) => setTimeout(resolve, 60_000));
