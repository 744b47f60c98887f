import { posix } from "node:path";
import { refuseArchive } from "../errors.js";
import { asList, asRecord, asText, asTexts } from "../json.js";
import type { ImageReference } from "../reference.js";
import {
  type ArchiveIndex,
  digestOf,
  findFile,
  readJson,
  readJsonRecord,
  requireFile,
} from "./archive-index.js";
import { type ImageSource, layersOf } from "./image-source.js";

const MANIFEST = "manifest.json";
/** `<digest>.json` as docker wrote it first, and `blobs/sha256/<digest>` as it does today. */
const NAMED_BY_DIGEST = /^([0-9a-f]{64})(?:\.json)?$/;

interface DockerImage {
  readonly config: string;
  readonly layers: readonly string[];
  readonly tags: readonly string[];
}

/** Whether this is what `docker save` writes. */
export async function isDockerArchive(index: ArchiveIndex): Promise<boolean> {
  const manifest = findFile(index, MANIFEST);
  if (manifest === undefined) return false;
  const first = await readJson(index, manifest).then(
    (value) => asRecord(asList(value)?.[0]),
    () => undefined,
  );
  return asText(first?.["Config"]) !== undefined;
}

/** Reads an archive as `docker save` writes it. @throws EngineError `invalid` with the part that is wrong. */
export async function readDockerArchive(
  index: ArchiveIndex,
  reference: ImageReference,
): Promise<ImageSource> {
  const manifest = asList(await readJson(index, requireFile(index, MANIFEST)));
  if (manifest === undefined) throw refuseArchive(MANIFEST, "is no JSON list");
  const image = chooseImage(manifest.map(readImage), reference);
  const file = requireFile(index, image.config);
  const digest = await digestOf(index, file);
  const named = NAMED_BY_DIGEST.exec(posix.basename(image.config))?.[1];
  if (named !== undefined && digest !== `sha256:${named}`) {
    throw refuseArchive(image.config, `has another digest than its name: ${digest}`);
  }
  const configuration = await readJsonRecord(index, file);
  const layers = image.layers.map((name) => requireFile(index, name));
  return { digest, configuration, layers: layersOf(layers, configuration, image.config) };
}

function readImage(value: unknown): DockerImage {
  const record = asRecord(value);
  const config = asText(record?.["Config"]);
  const layers = asTexts(record?.["Layers"]);
  if (config === undefined) throw refuseArchive(MANIFEST, "has no text Config");
  if (layers === undefined) throw refuseArchive(MANIFEST, "has no list of texts Layers");
  return { config, layers, tags: asTexts(record?.["RepoTags"]) ?? [] };
}

function chooseImage(images: readonly DockerImage[], reference: ImageReference): DockerImage {
  const [first, ...others] = images;
  if (first === undefined) throw refuseArchive(MANIFEST, "names no image");
  if (others.length === 0) return first;
  const named = images.filter((image) => image.tags.includes(reference.text));
  if (named.length === 1 && named[0] !== undefined) return named[0];
  const names = images.flatMap((image) => image.tags).join(", ");
  throw refuseArchive(MANIFEST, `names ${images.length} images; import one by its own name: ${names}`);
}
