// Runs the conformance suite against the local engine and prints one JSON line per case.
// Arguments: state directory, runtime. Started inside the engine's namespaces.
import { describeEngineConformance } from "@cwsandbox/engine/conformance";
import { openLocalEngine } from "@cwsandbox/engine-local";

import { print, readArguments, unhurriedly } from "../support/program-side.js";

const { stateDirectory, runtime } = readArguments();
// One engine for all cases: a second one could not use the directory, and opening takes time.
const engine = await openLocalEngine({ stateDirectory, runtime });
const shared = unhurriedly(engine);
try {
  for (const { id, run } of describeEngineConformance({ makeEngine: async () => shared })) {
    const error = await run().then(
      () => undefined,
      (reason: unknown) => (reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)),
    );
    print({ id, ...(error === undefined ? {} : { error }) });
  }
} finally {
  await engine[Symbol.asyncDispose]();
}
