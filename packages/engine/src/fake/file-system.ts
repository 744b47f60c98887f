import { EngineError } from "../errors/index.js";

/** Files of one fake sandbox: a map from path to content, and a set of directories. */
export interface FakeFileSystem {
  readonly read: (path: string) => Uint8Array;
  /** Creates missing parents. */
  readonly write: (path: string, content: Uint8Array) => void;
  readonly makeDirectory: (path: string) => void;
  readonly remove: (path: string) => void;
  readonly isFile: (path: string) => boolean;
  readonly isDirectory: (path: string) => boolean;
}

/** Creates the files of a sandbox. `readOnly` ones are present and can never be changed. */
export function createFakeFileSystem(readOnly: ReadonlyMap<string, Uint8Array>): FakeFileSystem {
  const files = new Map(readOnly);
  const directories = new Set(["/", "/tmp", "/root", "/etc", "/usr/bin"]);

  const makeDirectory = (path: string): void => {
    for (const parent of parentsOf(`${canonical(path)}/.`)) {
      if (files.has(parent)) {
        throw new EngineError("file-io-failed", `'${path}': '${parent}' is not a directory`, { path });
      }
      directories.add(parent);
    }
  };
  for (const path of readOnly.keys()) {
    parentsOf(path).forEach((parent) => directories.add(parent));
  }

  return {
    read(path) {
      const name = checkedPath(path);
      const content = files.get(name);
      if (content === undefined) {
        throw directories.has(name) ? isDirectoryError(path) : notFoundError(path);
      }
      return content;
    },
    write(path, content) {
      const name = checkedPath(path);
      if (readOnly.has(name)) {
        throw new EngineError("file-permission-denied", `'${path}' is read-only`, { path });
      }
      if (directories.has(name) || path.endsWith("/")) {
        throw isDirectoryError(path);
      }
      makeDirectory(name.slice(0, name.lastIndexOf("/")));
      files.set(name, Uint8Array.from(content));
    },
    makeDirectory,
    remove: (path) => void files.delete(canonical(path)),
    isFile: (path) => files.has(canonical(path)),
    isDirectory: (path) => directories.has(canonical(path)),
  };
}

/** The path as a process in this directory means it. */
export function resolvePath(workingDirectory: string, path: string): string {
  return path.startsWith("/") ? path : `${workingDirectory}/${path}`;
}

function checkedPath(path: string): string {
  if (!path.startsWith("/") || path.includes("\0")) {
    const message = `path ${JSON.stringify(path)} must be absolute and without NUL characters`;
    throw new EngineError("invalid", message, { path, field: "path" });
  }
  return canonical(path);
}

function canonical(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") {
      parts.pop();
    } else if (part !== "" && part !== ".") {
      parts.push(part);
    }
  }
  return `/${parts.join("/")}`;
}

/** `/a`, `/a/b` for `/a/b/c`. */
function parentsOf(path: string): readonly string[] {
  const parts = path.split("/").slice(1, -1);
  return parts
    .map((_part, index) => `/${parts.slice(0, index + 1).join("/")}`)
    .filter((parent) => parent !== "/");
}

function isDirectoryError(path: string): EngineError {
  return new EngineError("file-is-directory", `'${path}' is a directory`, { path });
}

function notFoundError(path: string): EngineError {
  return new EngineError("file-not-found", `'${path}' does not exist`, { path });
}
