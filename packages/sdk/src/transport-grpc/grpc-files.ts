import type { Call, FileAccess, FileChange, FileInfo, FilePlace } from "../transport/index.js";
import { toFileChange, toFileInfo, toUnpackFrames } from "./map-files.js";
import { type Caller, runStream, runUnary } from "./run-call.js";

/** The files of sandboxes on a server of ours. */
export class GrpcFiles implements FileAccess {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  async stat({ sandboxId, container, path }: FilePlace, call: Call): Promise<FileInfo> {
    const info = await runUnary(this.#caller, call, ({ files }, options) =>
      files.statFile({ sandboxId, container, path }, options),
    );
    return toFileInfo(info);
  }

  async *list(
    { sandboxId, container, path }: FilePlace,
    recursive: boolean,
    call: Call,
  ): AsyncGenerator<FileInfo, void> {
    const answers = runStream(this.#caller, call, ({ files }, options) =>
      files.listFiles({ sandboxId, container, path, recursive }, options),
    );
    for await (const { files } of answers) yield* files.map(toFileInfo);
  }

  async makeDirectory({ sandboxId, container, path }: FilePlace, call: Call): Promise<void> {
    await runUnary(this.#caller, call, ({ files }, options) =>
      files.makeDirectory({ sandboxId, container, path }, options),
    );
  }

  async remove({ sandboxId, container, path }: FilePlace, recursive: boolean, call: Call): Promise<void> {
    await runUnary(this.#caller, call, ({ files }, options) =>
      files.removeFile({ sandboxId, container, path, recursive }, options),
    );
  }

  async *watch(
    { sandboxId, container, path }: FilePlace,
    recursive: boolean,
    call: Call,
  ): AsyncGenerator<FileChange | null, void> {
    const answers = runStream(this.#caller, call, ({ files }, options) =>
      files.watchFiles({ sandboxId, container, path, recursive }, options),
    );
    for await (const answer of answers) yield toFileChange(answer);
  }

  async *pack({ sandboxId, container, path }: FilePlace, call: Call): AsyncGenerator<Uint8Array, void> {
    const answers = runStream(this.#caller, call, ({ files }, options) =>
      files.packFiles({ sandboxId, container, path }, options),
    );
    for await (const { chunk } of answers) yield chunk;
  }

  async unpack(place: FilePlace, archive: AsyncIterable<Uint8Array>, call: Call): Promise<void> {
    await runUnary(this.#caller, call, ({ files }, options) =>
      files.unpackFiles(toUnpackFrames(place, archive), options),
    );
  }
}
