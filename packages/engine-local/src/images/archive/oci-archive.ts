import { hostPlatform } from "../../host/index.js";
import { refuseArchive } from "../errors.js";
import { asList, asNumber, asRecord, asText, type JsonRecord } from "../json.js";
import { type ImageReference, isDigest } from "../reference.js";
import {
  type ArchivedFile,
  type ArchiveIndex,
  digestOf,
  findFile,
  readJsonRecord,
  requireFile,
} from "./archive-index.js";
import { type ImageSource, layersOf } from "./image-source.js";

const INDEX = "index.json";
const REFERENCE_NAME = "org.opencontainers.image.ref.name";
/** An index may list an index, and no sane one goes deeper. */
const MAX_INDEX_DEPTH = 4;

interface Descriptor {
  readonly digest: string;
  readonly sizeBytes: number;
  readonly record: JsonRecord;
}

/** Whether this is an OCI image layout. */
export function isOciArchive(index: ArchiveIndex): boolean {
  return findFile(index, "oci-layout") !== undefined;
}

/** Reads an OCI image layout. @throws EngineError `invalid` with the part that is wrong. */
export async function readOciArchive(index: ArchiveIndex, reference: ImageReference): Promise<ImageSource> {
  const top = await readJsonRecord(index, requireFile(index, INDEX));
  const { descriptor, manifest } = await findManifest(index, top, reference);
  const shown = `manifest ${descriptor.digest}`;
  const config = readDescriptor(manifest["config"], `${shown}: config`);
  const configuration = await readJsonRecord(index, await verifiedBlob(index, config));
  const layers: ArchivedFile[] = [];
  for (const [position, layer] of (asList(manifest["layers"]) ?? []).entries()) {
    layers.push(await verifiedBlob(index, readDescriptor(layer, `${shown}: layer ${position + 1}`)));
  }
  return {
    digest: descriptor.digest,
    configuration,
    layers: layersOf(layers, configuration, `configuration ${config.digest}`),
  };
}

/** Goes from the index, maybe over another one, to the one manifest for this host. */
async function findManifest(
  index: ArchiveIndex,
  top: JsonRecord,
  reference: ImageReference,
): Promise<{ readonly descriptor: Descriptor; readonly manifest: JsonRecord }> {
  let listing = top;
  let shown = INDEX;
  for (let depth = 0; depth < MAX_INDEX_DEPTH; depth += 1) {
    const descriptor = chooseDescriptor(listing, shown, reference);
    const manifest = await readJsonRecord(index, await verifiedBlob(index, descriptor));
    if (manifest["manifests"] === undefined) return { descriptor, manifest };
    listing = manifest;
    shown = `index ${descriptor.digest}`;
  }
  throw refuseArchive(INDEX, "lists one index within another without end");
}

function chooseDescriptor(listing: JsonRecord, shown: string, reference: ImageReference): Descriptor {
  const all = (asList(listing["manifests"]) ?? []).map((item, position) =>
    readDescriptor(item, `${shown}: manifest ${position + 1}`),
  );
  const fitting = all.filter(fitsHost);
  const named = fitting.filter((descriptor) => isNamed(descriptor, reference));
  const [chosen, second] = named.length > 0 ? named : fitting;
  const { os, architecture } = hostPlatform();
  if (chosen === undefined) throw refuseArchive(shown, `has no image for ${os}/${architecture}`);
  if (second !== undefined) {
    throw refuseArchive(
      shown,
      `has ${fitting.length} images and none or several of them are named like the reference`,
    );
  }
  return chosen;
}

/** What names no platform is taken; its configuration is checked later. */
function fitsHost(descriptor: Descriptor): boolean {
  const platform = asRecord(descriptor.record["platform"]);
  if (platform === undefined) return true;
  const host = hostPlatform();
  return platform["os"] === host.os && platform["architecture"] === host.architecture;
}

function isNamed(descriptor: Descriptor, reference: ImageReference): boolean {
  const name = asText(asRecord(descriptor.record["annotations"])?.[REFERENCE_NAME]);
  return name !== undefined && (name === reference.text || name === reference.tag);
}

function readDescriptor(value: unknown, shown: string): Descriptor {
  const record = asRecord(value);
  const digest = asText(record?.["digest"]);
  const sizeBytes = asNumber(record?.["size"]);
  if (record === undefined || digest === undefined || sizeBytes === undefined) {
    throw refuseArchive(shown, "has no digest and size");
  }
  if (!isDigest(digest))
    throw refuseArchive(shown, `has a digest that is no sha256: ${JSON.stringify(digest)}`);
  return { digest, sizeBytes, record };
}

async function verifiedBlob(index: ArchiveIndex, descriptor: Descriptor): Promise<ArchivedFile> {
  const file = requireFile(index, `blobs/${descriptor.digest.replace(":", "/")}`);
  if (file.sizeBytes !== descriptor.sizeBytes) {
    throw refuseArchive(file.name, `has ${file.sizeBytes} bytes instead of ${descriptor.sizeBytes}`);
  }
  const digest = await digestOf(index, file);
  if (digest !== descriptor.digest) throw refuseArchive(file.name, `has the wrong digest ${digest}`);
  return file;
}
