import { createHash } from "node:crypto";
import { unlink } from "node:fs/promises";
import { join } from "node:path";
import type { ImageImport } from "@cwsandbox/engine";
import {
  type ArchiveIndex,
  imageSourceOf,
  indexArchive,
  type LayerSource,
  openArchived,
  plainBytes,
  spoolArchive,
} from "../archive/index.js";
import { checkPlatform, readImageConfig } from "../config.js";
import { refuseArchive, refuseReference } from "../errors.js";
import type { ImportLimits } from "../limits.js";
import type { ImageReference } from "../reference.js";
import { finishTree, type ImageTree, makeImageTree, unpackLayer } from "../unpack/index.js";
import { makeImageFolder, type StoredImage, writeImageRecord } from "./stored-image.js";

/** What one import works with. */
export interface Importing {
  readonly request: ImageImport;
  readonly reference: ImageReference;
  readonly limits: ImportLimits;
  /** An empty directory of its own; what is left in it is the caller's to remove. */
  readonly workDirectory: string;
}

/** Builds the folder of an image inside the work directory, ready to be moved to its place. */
export async function buildImage(
  importing: Importing,
): Promise<{ readonly image: StoredImage; readonly imageDirectory: string }> {
  const { request, reference, limits, workDirectory } = importing;
  const archive = await spoolArchive(request.content, {
    file: join(workDirectory, "archive.tar"),
    maxSizeBytes: limits.archiveSizeBytes,
    signal: request.signal,
  });
  const index = await indexArchive(archive, limits.entries);
  const source = await imageSourceOf(index, reference, request.format);
  checkPlatform(source);
  if (reference.digest !== undefined && reference.digest !== source.digest) {
    throw refuseReference(reference.text, `names another digest than the archive has: ${source.digest}`);
  }
  const imageDirectory = join(workDirectory, "image");
  const tree = await makeImageTree(await makeImageFolder(imageDirectory), limits, request.signal);
  await unpackLayers(tree, index, source.layers);
  await unlink(archive.file);
  const image: StoredImage = {
    digest: source.digest,
    sizeBytes: tree.sizeBytes,
    config: await readImageConfig(source, tree.rootDirectory),
    warnings: tree.warnings,
  };
  await finishTree(tree);
  await writeImageRecord(imageDirectory, image);
  return { image, imageDirectory };
}

async function unpackLayers(
  tree: ImageTree,
  index: ArchiveIndex,
  layers: readonly LayerSource[],
): Promise<void> {
  for (const [position, layer] of layers.entries()) {
    const part = layers.length === 1 ? layer.file.name : `layer ${position + 1} (${layer.file.name})`;
    const hash = createHash("sha256");
    const content = hashed(plainBytes(openArchived(index, layer.file), part), hash);
    await unpackLayer(tree, content, part);
    const digest = `sha256:${hash.digest("hex")}`;
    if (digest !== layer.diffId) {
      throw refuseArchive(part, `has the wrong digest: ${digest} instead of ${layer.diffId}`);
    }
  }
}

async function* hashed(
  content: AsyncIterable<Uint8Array>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  for await (const piece of content) {
    hash.update(piece);
    yield piece;
  }
}
