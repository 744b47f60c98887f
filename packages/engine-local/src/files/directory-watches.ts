import { type FSWatcher, watch } from "node:fs";
import { EngineError } from "@cwsandbox/engine";
import { errorCode, heldPath, openRootedPath } from "../host/index.js";

/** Directories of one watch; each takes a watch of the kernel. */
const MAX_DIRECTORIES = 8192;
/** Notices that nobody has read yet; a sandbox can make them faster than anybody reads. */
const MAX_NOTICES = 65_536;

/** Something happened to a name in a directory; `.` stands for the directory itself. All are byte strings. */
export interface Notice {
  readonly directory: string;
  readonly name: string;
  /** It may have come, gone, or been replaced; otherwise only its content or its permissions are different. */
  readonly mayBeNew: boolean;
}

/** The kernel's watches on directories inside one root directory. */
export class DirectoryWatches {
  readonly #root: string;
  readonly #watchers = new Map<string, FSWatcher>();
  /** In the order of arrival; several notices about one name are one. */
  readonly #notices = new Map<string, Notice>();
  #wake: () => void = () => {};
  #failure: Error | null = null;

  constructor(root: string) {
    this.#root = root;
  }

  /** Watches a directory; false when there is none any more. Its path has no links. */
  async add(path: string): Promise<boolean> {
    if (this.#watchers.has(path)) return true;
    if (this.#watchers.size >= MAX_DIRECTORIES) throw exhausted(`more than ${MAX_DIRECTORIES} directories`);
    try {
      await using place = await openRootedPath(this.#root, `${path}/.`);
      if (place.found === undefined) return false;
      // The dot keeps the number of the descriptor out of the notices.
      const watcher = watch(heldPath(place.found.handle, "."), { encoding: "buffer" }, (kind, name) => {
        this.#note({ directory: path, name: name?.toString("latin1") ?? ".", mayBeNew: kind === "rename" });
      });
      watcher.on("error", (error) => this.#fail(error));
      this.#watchers.set(path, watcher);
      return true;
    } catch (error) {
      if (["ENOENT", "ENOTDIR"].includes(errorCode(error) ?? "")) return false;
      throw error;
    }
  }

  /** Forgets a directory and those below it. */
  remove(path: string): void {
    for (const [watched, watcher] of this.#watchers) {
      if (watched !== path && !watched.startsWith(`${path}/`)) continue;
      watcher.close();
      this.#watchers.delete(watched);
    }
  }

  /** What happens, until the signal. */
  async *notices(signal: AbortSignal): AsyncGenerator<Notice, void> {
    const wake = (): void => this.#wake();
    signal.addEventListener("abort", wake);
    try {
      for (;;) {
        signal.throwIfAborted();
        if (this.#failure !== null) throw this.#failure;
        const [first] = this.#notices;
        if (first === undefined) {
          await new Promise<void>((resolve) => (this.#wake = resolve));
        } else {
          this.#notices.delete(first[0]);
          yield first[1];
        }
      }
    } finally {
      signal.removeEventListener("abort", wake);
    }
  }

  /** Ends all watches. */
  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #note(notice: Notice): void {
    // Of a directory itself only its end matters.
    if (notice.name === "." && !notice.mayBeNew) return;
    const key = `${notice.directory}/${notice.name}`;
    const mayBeNew = notice.mayBeNew || this.#notices.get(key)?.mayBeNew === true;
    this.#notices.set(key, { ...notice, mayBeNew });
    if (this.#notices.size > MAX_NOTICES) this.#fail(exhausted(`more than ${MAX_NOTICES} changes at once`));
    this.#wake();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#notices.clear();
    this.#wake();
  }
}

function exhausted(what: string): EngineError {
  return new EngineError("exhausted", `The watch was ended: ${what}. Watch a smaller part.`, { path: "/" });
}
