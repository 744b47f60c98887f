import { randomBytes } from "node:crypto";
import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { EngineError, type ImageImport, type ImageRecord } from "@cwsandbox/engine";
import { checkAborted } from "../archive/index.js";
import type { BuiltinImage } from "../builtin/index.js";
import { refuseReference, toImportError } from "../errors.js";
import { BUILTIN_REFERENCE, type ImageReference, parseReference } from "../reference.js";
import type { ResolvedImage } from "../resolved-image.js";
import { buildImage } from "./import-image.js";
import { readReferences, type References, type ReferenceTarget, writeReferences } from "./references.js";
import { removeTree } from "./remove-tree.js";
import { imageDirectoryOf, type StoreState } from "./store-state.js";
import { readImageRecord, rootDirectoryOf, type StoredImage } from "./stored-image.js";

type Built = Awaited<ReturnType<typeof buildImage>>;

/** Imports an archive. Nothing of it stays when that fails; an image of the same name is replaced at the end. */
export async function addImage(state: StoreState, request: ImageImport): Promise<ImageRecord> {
  const reference = parseReference(request.reference);
  if (reference.text === BUILTIN_REFERENCE) {
    const text = `The image "${BUILTIN_REFERENCE}" is made from this host: import under another name.`;
    throw new EngineError("already-exists", text, { field: "reference" });
  }
  const workDirectory = join(state.workDirectory, randomBytes(8).toString("hex"));
  try {
    await mkdir(workDirectory, { mode: 0o700 });
    const built = await buildImage({ request, reference, limits: state.limits, workDirectory });
    checkAborted(request.signal);
    return await state.exclusively(() => commit(state, reference, built));
  } catch (error) {
    throw toImportError(error);
  } finally {
    await removeTree(workDirectory);
  }
}

async function commit(state: StoreState, reference: ImageReference, built: Built): Promise<ImageRecord> {
  const { image } = built;
  const place = imageDirectoryOf(state.directory, image.digest);
  const alreadyThere = await readImageRecord(place).then(
    () => true,
    () => false,
  );
  if (!alreadyThere) {
    await removeTree(place);
    await rename(built.imageDirectory, place);
  }
  const target: ReferenceTarget = { digest: image.digest, importedAt: new Date() };
  const references = await readReferences(state.directory);
  await writeReferences(state.directory, new Map([...references, [reference.text, target]]));
  return toRecord(reference.text, target, image);
}

/** All images by name, the builtin one first. */
export async function listImages(state: StoreState): Promise<readonly ImageRecord[]> {
  const references = await readReferences(state.directory);
  const records = state.builtin instanceof EngineError ? [] : [builtinRecord(state.builtin)];
  for (const [reference, target] of [...references].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const image = await readImageRecord(imageDirectoryOf(state.directory, target.digest));
    records.push(toRecord(reference, target, image));
  }
  return records;
}

/** Removes a name. The files go when nothing uses them any more. */
export async function removeReference(state: StoreState, text: string): Promise<void> {
  const reference = parseReference(text);
  if (reference.text === BUILTIN_REFERENCE) {
    throw refuseReference(text, "names the image made from this host, which cannot be removed");
  }
  await state.exclusively(async () => {
    const references = new Map(await readReferences(state.directory));
    if (!references.delete(reference.text)) throw notFound(reference, references);
    await writeReferences(state.directory, references);
  });
}

/** What a sandbox needs of the image with this reference. */
export async function resolveReference(state: StoreState, text: string): Promise<ResolvedImage> {
  const reference = parseReference(text);
  if (reference.text === BUILTIN_REFERENCE) {
    if (state.builtin instanceof EngineError) throw state.builtin;
    return state.builtin.resolved;
  }
  const references = await readReferences(state.directory);
  const digest = references.get(reference.text)?.digest ?? sameDigest(reference, references);
  if (digest === undefined) throw notFound(reference, references);
  const imageDirectory = imageDirectoryOf(state.directory, digest);
  const { config } = await readImageRecord(imageDirectory);
  return {
    reference: reference.text,
    digest,
    rootDirectory: rootDirectoryOf(imageDirectory),
    binds: [],
    config,
  };
}

/** A digest names the content whatever name stands before it. */
function sameDigest({ digest }: ImageReference, references: References): string | undefined {
  if (digest === undefined) return undefined;
  return [...references.values()].find((target) => target.digest === digest)?.digest;
}

function notFound(reference: ImageReference, references: References): EngineError {
  const there = [BUILTIN_REFERENCE, ...[...references.keys()].sort()].join(", ");
  const text =
    `There is no image ${JSON.stringify(reference.text)} here. Import it with ` +
    `\`cwsandbox images import FILE --name ${reference.text}\`, or use one of these: ${there}.`;
  return new EngineError("image-not-found", text, { field: "image" });
}

function toRecord(reference: string, target: ReferenceTarget, image: StoredImage): ImageRecord {
  return {
    reference,
    digest: image.digest,
    sizeBytes: image.sizeBytes,
    importedAt: target.importedAt,
    command: image.config.command,
    builtin: false,
  };
}

function builtinRecord({ resolved, sizeBytes, madeAt }: BuiltinImage): ImageRecord {
  return {
    reference: resolved.reference,
    digest: resolved.digest,
    sizeBytes,
    importedAt: madeAt,
    command: resolved.config.command,
    builtin: true,
  };
}
