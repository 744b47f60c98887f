import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { importImage, removeImage } from "cwsandbox";

import { makeRootFileSystem, packLayer } from "./images.js";

export interface ImportedImage extends AsyncDisposable {
  readonly reference: string;
}

export interface ImageToImport {
  readonly reference: string;
  readonly baseUrl?: string;
  /** Puts more into the root file system, which has a few programs of this host. */
  readonly add?: (root: string) => void | Promise<void>;
}

/** Imports an image that is made of this host's own files. Disposing of it removes the image from the server. */
export async function importHostImage({ reference, baseUrl, add }: ImageToImport): Promise<ImportedImage> {
  const directory = await mkdtemp(path.join(tmpdir(), "cwsandbox-image-"));
  const server = baseUrl === undefined ? {} : { baseUrl };
  try {
    const root = path.join(directory, "root");
    makeRootFileSystem(root);
    await add?.(root);
    const archive = path.join(directory, "root.tar");
    packLayer(root, archive);
    await importImage({ reference, content: createReadStream(archive), ...server });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
  return { reference, [Symbol.asyncDispose]: () => removeImage(reference, server) };
}
