import { checkKnownKeys, isAbsent, isRecord, optionalText, refusal, show } from "./check.js";

/** A file that is there, read-only, when the main process starts. Text is stored as UTF-8. */
export type MountedFile =
  | {
      /** Absolute path in the sandbox. */
      readonly mountPath: string;
      /** What is in the file. */
      readonly fileContent: Uint8Array | string;
    }
  | {
      /** Another spelling of `mountPath`. */
      readonly path: string;
      /** Another spelling of `fileContent`. */
      readonly content: Uint8Array | string;
    };

/** A list of files, or a map from path to content. */
export type MountedFilesInput = readonly MountedFile[] | Readonly<Record<string, Uint8Array | string>>;

/** A mounted file after its check. */
export interface MountedFileContent {
  readonly path: string;
  readonly content: Uint8Array;
}

const OWNER = "mountedFiles";

/** Checks and copies; empty when absent. */
export function readMountedFiles(value: unknown): readonly MountedFileContent[] {
  if (isAbsent(value)) return Object.freeze([]);
  if (Array.isArray(value)) {
    return Object.freeze(value.map((file: unknown, index) => readFile(`${OWNER}[${index}]`, file)));
  }
  if (isRecord(value)) {
    return Object.freeze(
      Object.entries(value).map(([path, content]) => makeFile(`${OWNER}[${show(path)}]`, path, content)),
    );
  }
  throw refusal(OWNER, `must be an array of files or a map from path to content, but is ${show(value)}.`);
}

function readFile(owner: string, file: unknown): MountedFileContent {
  if (!isRecord(file)) {
    throw refusal(owner, `must be an object with mountPath and fileContent, but is ${show(file)}.`);
  }
  checkKnownKeys(file, ["mountPath", "fileContent", "path", "content"], owner);
  return makeFile(owner, file["mountPath"] ?? file["path"], file["fileContent"] ?? file["content"]);
}

function makeFile(owner: string, path: unknown, content: unknown): MountedFileContent {
  const mountPath = optionalText(`${owner}.mountPath`, path);
  if (mountPath === undefined || !mountPath.startsWith("/") || mountPath.endsWith("/")) {
    throw refusal(`${owner}.mountPath`, `must be the absolute path of a file, but is ${show(path)}.`);
  }
  if (typeof content === "string") return Object.freeze({ path: mountPath, content: Buffer.from(content) });
  if (content instanceof Uint8Array) {
    return Object.freeze({ path: mountPath, content: new Uint8Array(content) });
  }
  throw refusal(`${owner}.fileContent`, `must be text or a Uint8Array, but is ${show(content)}.`);
}
