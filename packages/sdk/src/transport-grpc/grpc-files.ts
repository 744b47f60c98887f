import type { Call, FileAccess, FileChange, FileContent, FileInfo, FilePlace } from "../transport/index.js";
import { chunksOf, isUnimplemented, toFileChange, toFileInfo, toUnpackFrames } from "./map-files.js";
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

  async open({ sandboxId, container, path }: FilePlace, call: Call): Promise<FileContent | null> {
    const answers = runStream(this.#caller, call, ({ files }, options) =>
      files.streamFile({ sandboxId, container, path }, options),
    );
    try {
      const first = await answers.next();
      const message = first.done === true ? undefined : first.value.message;
      const sizeBytes = message?.$case === "sizeBytes" ? Number(message.value) : 0;
      return { sizeBytes, pieces: chunksOf(answers) };
    } catch (error) {
      if (isUnimplemented(error)) return null;
      throw error;
    }
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
