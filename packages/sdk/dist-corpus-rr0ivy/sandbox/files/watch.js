import { createStream } from "../../streams/index.js";
import { deferred, linkSignals } from "../../support/index.js";
import { openFileCall } from "../file-call.js";
import { fileAccessOf } from "./access.js";
/** Changes that are held for a slow reader before the server is slowed. */
const HELD_CHANGES = 1024;
/** Watches a directory or file; resolves when nothing is missed any more. See `SandboxFiles.watch`. */
export async function watch(core, path, options) {
    const closing = new AbortController();
    const link = linkSignals({ signals: [options.signal, closing.signal] });
    const { reader, writer } = createStream({
        capacity: HELD_CHANGES,
        onClose: () => closing.abort(),
        closeOnBreak: true,
    });
    const begun = deferred();
    const deliver = async () => {
        const file = await openFileCall(core, "Watch files", path, { ...options, signal: link.signal });
        const access = await fileAccessOf(file);
        // Without a time limit: it goes on for as long as somebody reads.
        const call = { ...file.step(), timeoutSeconds: undefined };
        for await (const change of access.watch(file, options.recursive ?? false, call)) {
            begun.resolve(undefined);
            if (change !== null)
                await writer.push(change);
        }
    };
    const ended = deliver().finally(link.release);
    ended.then(() => writer.end(), (error) => writer.fail(error));
    await Promise.race([begun.promise, ended]);
    return reader;
}
//# sourceMappingURL=watch.js.map