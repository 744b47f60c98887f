// Starts one sandbox per script, with commands in each, and waits to be killed. One command goes on then; one
// ends with its input, at the latest, and leaves something behind: its process id stands in /tmp/reader. One has ended
// before and left something on purpose.
// Started inside the engine's namespaces with: STATE_DIRECTORY RUNTIME MOMENT SCRIPT...
// MOMENT is `creating` (tell of a sandbox as soon as it is accepted) or `running`.
import {
  extraArguments,
  openChosenEngine,
  outputOf,
  print,
  specOf,
  started,
  timeLimit,
} from "../support/program-side.js";

const [moment, ...scripts] = extraArguments;
const engine = await openChosenEngine();
for (const script of scripts) {
  const { id } = await engine.create(specOf(script));
  if (moment === "running") {
    await started(engine, id);
    await outputOf(engine, id, "sleep 1002 > /dev/null 2>&1 &");
    const deaf = "trap '' TERM; echo begun; exec sleep 4321";
    for (const words of [deaf, "sleep 4322 & echo $$ > /tmp/reader; echo begun; read end"]) {
      const command = ["sh", "-c", words];
      const { output } = await engine.exec(id, { command, environment: {}, stdin: true }, timeLimit());
      await output[Symbol.asyncIterator]().next();
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  print({ id });
}
await new Promise((resolve) => setTimeout(resolve, 60_000));
