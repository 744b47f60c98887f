// Starts commands that leave children behind, on terminals and without, in a sandbox that runs, until it is killed.
// Started inside the engine's namespaces with: STATE_DIRECTORY RUNTIME [ID]. Without an id it makes the sandbox.
import {
  extraArguments,
  openChosenEngine,
  outputOf,
  print,
  specOf,
  started,
  timeLimit,
} from "../support/program-side.js";

/** One stays, the other ends as soon as its input does; both leave one child in their group, one in another. */
const SCRIPTS = ["echo begun; sleep 4323", "echo begun; read end"].map(
  (rest) => `trap '' TERM HUP; sleep 4321 & set -m; sleep 4322 & ${rest}`,
);
const ROUNDS = 8;

const [known] = extraArguments;
const engine = await openChosenEngine();
const id = known ?? (await engine.create(specOf("sleep 1000"))).id;
await started(engine, id);
await outputOf(engine, id, "true");
print({ id });
const first = Math.floor(Math.random() * ROUNDS);
for (let round = first; round < first + ROUNDS; round += 1) {
  const terminal = round % 2 === 0 ? {} : { terminal: { columns: 80, rows: 24 } };
  const script = SCRIPTS[Math.floor(round / 2) % SCRIPTS.length] ?? "";
  const request = { command: ["sh", "-c", script], environment: {}, stdin: true, ...terminal };
  // One after the other, so that at every moment one of them has just begun.
  const { output } = await engine.exec(id, request, timeLimit());
  await output[Symbol.asyncIterator]().next();
}
await new Promise((resolve) => setTimeout(resolve, 60_000));
