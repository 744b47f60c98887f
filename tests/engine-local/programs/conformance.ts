// Runs the conformance suite against the local engine and prints one line per case.
// Started inside the engine's namespaces with: STATE_DIRECTORY RUNTIME.
import type { Engine } from "@cwsandbox/engine";
import { describeEngineConformance } from "@cwsandbox/engine/conformance";

import { openChosenEngine, print } from "../support/program-side.js";

const engine = await openChosenEngine();
/** One engine for all cases: a second one could not use the directory. */
const shared: Engine = {
  description: engine.description,
  images: engine.images,
  ...(engine.files === undefined ? {} : { files: engine.files }),
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

for (const { id, run } of describeEngineConformance({ makeEngine: async () => shared })) {
  const error = await run().then(
    () => undefined,
    (reason: unknown) => (reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)),
  );
  print({ id, error: error ?? "" });
}
await engine[Symbol.asyncDispose]();
