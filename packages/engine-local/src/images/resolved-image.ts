import type { ImageConfig } from "./config.js";

/** Something of the host that an image shows. */
export interface ImageBind {
  /** Absolute path on the host. */
  readonly source: string;
  /** Absolute path inside the sandbox. */
  readonly destination: string;
  readonly readOnly: boolean;
}

/** An image as a sandbox needs it. */
export interface ResolvedImage {
  /** In its one spelling, such as `python:latest` for `python`. */
  readonly reference: string;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string;
  /** The unpacked files; nobody may ever write there. */
  readonly rootDirectory: string;
  /** To be mounted over the root, in this order. */
  readonly binds: readonly ImageBind[];
  readonly config: ImageConfig;
}
