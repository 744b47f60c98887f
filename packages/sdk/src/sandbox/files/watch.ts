import { createStream, type StreamReader } from "../../streams/index.js";
import { deferred, linkSignals } from "../../support/index.js";
import type { FileChange } from "../../transport/index.js";
import type { SandboxCore } from "../core.js";
import { openFileCall } from "../file-call.js";
import { fileAccessOf } from "./access.js";
import type { WatchFilesOptions } from "./options.js";

/** Changes that are held for a slow reader before the server is slowed. */
const HELD_CHANGES = 1024;

/** Watches a directory or file; resolves when nothing is missed any more. See `SandboxFiles.watch`. */
export async function watch(
  core: SandboxCore,
  path: string,
  options: WatchFilesOptions,
): Promise<StreamReader<FileChange>> {
  const closing = new AbortController();
  const link = linkSignals({ signals: [options.signal, closing.signal] });
  const { reader, writer } = createStream<FileChange>({
    capacity: HELD_CHANGES,
    onClose: () => closing.abort(),
    closeOnBreak: true,
  });
  const begun = deferred<undefined>();
  const deliver = async (): Promise<void> => {
    const file = await openFileCall(core, "Watch files", path, { ...options, signal: link.signal });
    const access = await fileAccessOf(file);
    // Without a time limit: it goes on for as long as somebody reads.
    const call = { ...file.step(), timeoutSeconds: undefined };
    for await (const change of access.watch(file, options.recursive ?? false, call)) {
      begun.resolve(undefined);
      if (change !== null) await writer.push(change);
    }
  };
  const ended = deliver().finally(link.release);
  ended.then(
    () => writer.end(),
    (error: unknown) => writer.fail(error),
  );
  await Promise.race([begun.promise, ended]);
  return reader;
}
