import type { EngineError, FileChange, FileRecord, FileScope, FileStore, OpenFile } from "@cwsandbox/engine";

import {
  listRooted,
  makeRootedDirectory,
  onlyFromInside,
  openRootedFile,
  packRooted,
  readPieces,
  removeRooted,
  statRooted,
  unpackRooted,
  watchRooted,
} from "./files/index.js";
import type { Owner } from "./host/index.js";

/** What the files of a running sandbox need to know about it. */
export interface SandboxRoot {
  /** Directory such as `/proc/1234/root`. */
  readonly path: string;
  /** The sandbox's user, as the host sees it. */
  readonly owner: Owner;
  /** Whether that user is root inside, so that no permission keeps it from reading a file. */
  readonly isSuperuser: boolean;
  /** Aborts when the main process has ended. */
  readonly ended: AbortSignal;
}

/** Gives the root of a running sandbox to some work, and puts what goes wrong into the engine's words. */
export interface RootAccess {
  readonly open: (id: string) => Promise<SandboxRoot>;
  /** What a failure means, given that the sandbox may have ended meanwhile. */
  readonly explain: (id: string, error: unknown) => Promise<EngineError>;
}

/** The files of the sandboxes of this machine, worked on from outside. */
export class LocalFiles implements FileStore {
  readonly #access: RootAccess;

  constructor(access: RootAccess) {
    this.#access = access;
  }

  async stat(id: string, path: string): Promise<FileRecord> {
    return this.#run(id, (root) => statRooted(root.path, path));
  }

  async open(id: string, path: string, signal: AbortSignal): Promise<OpenFile> {
    const file = await this.#run(id, async ({ path: root, isSuperuser }) => {
      if (!isSuperuser) throw onlyFromInside(path);
      return openRootedFile(root, path);
    });
    return {
      sizeBytes: file.sizeBytes,
      content: this.#stream(id, signal, ({ ended }) => readPieces(file, AbortSignal.any([signal, ended]))),
      [Symbol.asyncDispose]: () => file.handle.close(),
    };
  }

  async *list(id: string, path: string, scope: FileScope): AsyncGenerator<FileRecord, void> {
    yield* this.#stream(id, scope.signal, (root) => listRooted(root.path, path, scope));
  }

  async makeDirectory(id: string, path: string): Promise<void> {
    await this.#run(id, (root) => makeRootedDirectory(root.path, path, root.owner));
  }

  async remove(id: string, path: string, scope: FileScope): Promise<void> {
    await this.#run(id, (root) => removeRooted(root.path, path, scope));
  }

  async *watch(id: string, path: string, scope: FileScope): AsyncGenerator<FileChange | null, void> {
    yield* this.#stream(id, scope.signal, ({ path: root, ended }) => {
      // Nothing changes in a sandbox that has ended; whoever waits must not wait for ever.
      const signal = AbortSignal.any([scope.signal, ended]);
      return watchRooted(root, path, { ...scope, signal });
    });
  }

  async *pack(id: string, path: string, signal: AbortSignal): AsyncGenerator<Uint8Array, void> {
    yield* this.#stream(id, signal, (root) => packRooted(root.path, path, signal));
  }

  async unpack(
    id: string,
    path: string,
    archive: AsyncIterable<Uint8Array>,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await this.#run(id, (root) => unpackRooted(root.path, path, archive, root.owner));
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  }

  async #run<Result>(id: string, work: (root: SandboxRoot) => Promise<Result>): Promise<Result> {
    const root = await this.#access.open(id);
    try {
      return await work(root);
    } catch (error) {
      throw await this.#access.explain(id, error);
    }
  }

  async *#stream<Item>(
    id: string,
    signal: AbortSignal,
    work: (root: SandboxRoot) => AsyncIterable<Item>,
  ): AsyncGenerator<Item, void> {
    const root = await this.#access.open(id);
    try {
      yield* work(root);
    } catch (error) {
      signal.throwIfAborted();
      throw await this.#access.explain(id, error);
    }
  }
}
