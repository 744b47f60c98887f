import type { FileRecord, FileStore } from "@cwsandbox/engine";
import type { ext } from "@cwsandbox/wire";
import type { Call } from "../interceptors/index.js";
import { checkFilePath, collectProblems, toWireChange, toWireFile } from "../mapping/index.js";
import { requireContainer } from "./container-check.js";
import { findOwned, type ServiceContext } from "./context.js";
import { readUpload } from "./read-upload.js";

/** Entries of a listing in one answer. */
const LISTED_AT_ONCE = 256;

/** Files and directories of running sandboxes, for engines that can work on them from outside. */
export function createFileTreeService(
  { engine }: ServiceContext,
  files: FileStore,
): ext.FileServiceImplementation<Call> {
  const check = async (place: Place, call: Call): Promise<void> => {
    const problems = collectProblems();
    checkFilePath(place.path, "path", problems);
    problems.throwIfAny();
    const record = await findOwned(engine, call, place.sandboxId);
    requireContainer(record, place.container, "container");
  };

  return {
    async statFile(request, call) {
      await check(request, call);
      return toWireFile(await files.stat(request.sandboxId, request.path));
    },
    async *listFiles(request, call): AsyncGenerator<ext.ListFilesResponse, void, undefined> {
      await check(request, call);
      const { sandboxId, path, recursive } = request;
      yield* inGroups(files.list(sandboxId, path, { recursive, signal: call.signal }));
    },
    async makeDirectory(request, call) {
      await check(request, call);
      await files.makeDirectory(request.sandboxId, request.path);
      return {};
    },
    async removeFile(request, call) {
      await check(request, call);
      const { sandboxId, path, recursive } = request;
      await files.remove(sandboxId, path, { recursive, signal: call.signal });
      return {};
    },
    async *streamFile(request, call): AsyncGenerator<ext.StreamFileResponse, void, undefined> {
      await check(request, call);
      await using file = await files.open(request.sandboxId, request.path, call.signal);
      yield { message: { $case: "sizeBytes", value: BigInt(file.sizeBytes) } };
      for await (const value of file.content) yield { message: { $case: "chunk", value } };
    },
    async *packFiles(request, call): AsyncGenerator<ext.PackFilesResponse, void, undefined> {
      await check(request, call);
      for await (const chunk of files.pack(request.sandboxId, request.path, call.signal)) yield { chunk };
    },
    async unpackFiles(requests, call) {
      const { header, chunks } = await readUpload(requests, call.signal);
      await check(header, call);
      await files.unpack(header.sandboxId, header.path, chunks, call.signal);
      return {};
    },
    async *watchFiles(request, call): AsyncGenerator<ext.WatchFilesResponse, void, undefined> {
      await check(request, call);
      const { sandboxId, path, recursive } = request;
      const changes = files.watch(sandboxId, path, { recursive, signal: call.signal });
      for await (const change of changes) yield toWireChange(change);
    },
  };
}

/** What every request about files names. */
interface Place {
  readonly sandboxId: string;
  readonly path: string;
  readonly container: string;
}

async function* inGroups(
  records: AsyncIterable<FileRecord>,
): AsyncGenerator<ext.ListFilesResponse, void, undefined> {
  let group: ext.FileInfo[] = [];
  for await (const record of records) {
    group.push(toWireFile(record));
    if (group.length < LISTED_AT_ONCE) continue;
    yield { files: group };
    group = [];
  }
  if (group.length > 0) yield { files: group };
}
