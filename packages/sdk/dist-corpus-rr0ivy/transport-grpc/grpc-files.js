import { toFileChange, toFileInfo, toUnpackFrames } from "./map-files.js";
import { runStream, runUnary } from "./run-call.js";
/** The files of sandboxes on a server of ours. */
export class GrpcFiles {
    #caller;
    constructor(caller) {
        this.#caller = caller;
    }
    async stat({ sandboxId, container, path }, call) {
        const info = await runUnary(this.#caller, call, ({ files }, options) => files.statFile({ sandboxId, container, path }, options));
        return toFileInfo(info);
    }
    async *list({ sandboxId, container, path }, recursive, call) {
        const answers = runStream(this.#caller, call, ({ files }, options) => files.listFiles({ sandboxId, container, path, recursive }, options));
        for await (const { files } of answers)
            yield* files.map(toFileInfo);
    }
    async makeDirectory({ sandboxId, container, path }, call) {
        await runUnary(this.#caller, call, ({ files }, options) => files.makeDirectory({ sandboxId, container, path }, options));
    }
    async remove({ sandboxId, container, path }, recursive, call) {
        await runUnary(this.#caller, call, ({ files }, options) => files.removeFile({ sandboxId, container, path, recursive }, options));
    }
    async *watch({ sandboxId, container, path }, recursive, call) {
        const answers = runStream(this.#caller, call, ({ files }, options) => files.watchFiles({ sandboxId, container, path, recursive }, options));
        for await (const answer of answers)
            yield toFileChange(answer);
    }
    async *pack({ sandboxId, container, path }, call) {
        const answers = runStream(this.#caller, call, ({ files }, options) => files.packFiles({ sandboxId, container, path }, options));
        for await (const { chunk } of answers)
            yield chunk;
    }
    async unpack(place, archive, call) {
        await runUnary(this.#caller, call, ({ files }, options) => files.unpackFiles(toUnpackFrames(place, archive), options));
    }
}
//# sourceMappingURL=grpc-files.js.map