import { isDeepStrictEqual } from "node:util";
import { CORPUS } from "./corpus.test-support.js";
import { runInRunner } from "./run-runner.test-support.js";
/** Runs the corpus as a program of its own; the argument is the Node that stands in for a sandbox. */
let same = 0;
for (const { name, fn, args = [] } of CORPUS) {
    const remote = await runInRunner(fn, args, process.argv[2]);
    const value = await Reflect.apply(fn, undefined, args);
    if (isDeepStrictEqual(remote.outcome, { kind: "value", value }))
        same += 1;
    else
        process.stdout.write(`${name}: ${JSON.stringify(remote)}\n`);
}
process.stdout.write(`${same} of ${CORPUS.length} the same\n`);
//# sourceMappingURL=corpus-program.test-support.js.map