// Runs the conformance suite against the local engine and prints one line per case.
// Started inside the engine's namespaces with: STATE_DIRECTORY RUNTIME.
import type { Engine } from "@cwsandbox/engine";
import { describeEngineConformance } from "@cwsandbox/engine/conformance";

import { functionPayload } from "../support/function-payload.js";
import { openChosenEngine, print, specOf, timeLimit } from "../support/program-side.js";

const engine = await openChosenEngine();
/** One engine for all cases: a second one could not use the directory. */
const shared: Engine = {
  description: engine.description,
  images: engine.images,
  ...(engine.files === undefined ? {} : { files: engine.files }),
  ...(engine.calls === undefined ? {} : { calls: engine.calls }),
  capacity: () => engine.capacity(),
  create: (spec) => engine.create(spec),
  get: (id) => engine.get(id),
  list: (query) => engine.list(query),
  watch: (id, signal) => engine.watch(id, signal),
  stop: (id, graceSeconds) => engine.stop(id, graceSeconds),
  exec: (id, spec, signal) => engine.exec(id, spec, signal),
  logs: (id, query, signal) => engine.logs(id, query, signal),
  readFile: (id, path, maxSizeBytes) => engine.readFile(id, path, maxSizeBytes),
  writeFile: (id, path, content) => engine.writeFile(id, path, content),
  [Symbol.asyncDispose]: async () => {},
};

const callPayloads = {
  answer: functionPayload('() => { console.log("out"); console.error("err"); return "the answer"; }'),
  fail: functionPayload("() => process.exit(3)"),
  wait: functionPayload("() => new Promise(() => setInterval(() => {}, 1000))"),
  flood: functionPayload("() => { process.stdout.write(Buffer.alloc(4 * 2 ** 20)); }"),
};

for (const { id, run } of describeEngineConformance({ makeEngine: async () => shared, callPayloads })) {
  const error = await run().then(
    () => undefined,
    (reason: unknown) => (reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)),
  );
  print({ id, error: error ?? "" });
}
const { wait } = callPayloads;
const payload = { sizeBytes: wait.length, pieces: [wait] };
const lastCall = { sandbox: specOf(""), language: "javascript", payload } as const;
const last = await engine.calls?.begin(lastCall, timeLimit());
await last?.started;
await engine[Symbol.asyncDispose]();
const end = await last?.end;
print({ id: "last-call", error: end?.kind === "sandbox-ended" ? end.record.state : "it goes on" });
