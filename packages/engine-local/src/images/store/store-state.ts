import { join } from "node:path";
import type { EngineError } from "@cwsandbox/engine";
import type { BuiltinImage } from "../builtin/index.js";
import type { ImportLimits } from "../limits.js";
import { folderOf } from "./stored-image.js";

/** What the operations of an open store share. */
export interface StoreState {
  readonly directory: string;
  /** For what is half-made; emptied when the store is opened. */
  readonly workDirectory: string;
  readonly limits: ImportLimits;
  /** Every change of references and folders goes through here, one at a time. */
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>;
  /** The error says why it cannot be made on this host. */
  readonly builtin: BuiltinImage | EngineError;
}

/** Where the folder of an image belongs. */
export function imageDirectoryOf(directory: string, digest: string): string {
  return join(directory, folderOf(digest));
}
