import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { EngineError } from "@cwsandbox/engine";
import { isDigest } from "../reference.js";
import type { ImageConfig } from "../config.js";
import { asNumber, asRecord, asText, asTextRecord, asTexts, parseJson } from "../json.js";

/** An image on disk: `image.json` beside the unpacked files in `rootfs`. */
export interface StoredImage {
  readonly digest: string;
  /** Of all its files together. */
  readonly sizeBytes: number;
  readonly config: ImageConfig;
  /** What was left out at the import, for people. */
  readonly warnings: readonly string[];
}

const RECORD_FILE = "image.json";

/** Where the root file system of a stored image lies. */
export function rootDirectoryOf(imageDirectory: string): string {
  return join(imageDirectory, "rootfs");
}

/** Folder name of an image; a colon would be in the way of mount options. */
export function folderOf(digest: string): string {
  return digest.replace(":", "-");
}

/** The digest that a folder name stands for; undefined when it is none. */
export function digestOfFolder(folder: string): string | undefined {
  const digest = folder.replace("-", ":");
  return isDigest(digest) ? digest : undefined;
}

/** Makes the folder of an image that is being built, with an empty root. */
export async function makeImageFolder(imageDirectory: string): Promise<string> {
  await mkdir(imageDirectory, { mode: 0o700 });
  const rootDirectory = rootDirectoryOf(imageDirectory);
  await mkdir(rootDirectory, { mode: 0o755 });
  return rootDirectory;
}

export async function writeImageRecord(imageDirectory: string, image: StoredImage): Promise<void> {
  await writeFile(join(imageDirectory, RECORD_FILE), `${JSON.stringify(image, undefined, 2)}\n`, {
    mode: 0o600,
  });
}

/** @throws EngineError `internal` when the record is missing or damaged; the text says how to mend it. */
export async function readImageRecord(imageDirectory: string): Promise<StoredImage> {
  const file = join(imageDirectory, RECORD_FILE);
  const text = await readFile(file, "utf8").catch(() => "");
  const record = asRecord(parseJson(text));
  const digest = asText(record?.["digest"]);
  const sizeBytes = asNumber(record?.["sizeBytes"]);
  const config = readConfig(record?.["config"]);
  const warnings = asTexts(record?.["warnings"]);
  if (digest !== undefined && sizeBytes !== undefined && config !== undefined && warnings !== undefined) {
    return { digest, sizeBytes, config, warnings };
  }
  throw new EngineError("internal", `The record ${file} is damaged: remove the image and import it again.`);
}

function readConfig(value: unknown): ImageConfig | undefined {
  const record = asRecord(value);
  const command = asTexts(record?.["command"]);
  const environment = asTextRecord(record?.["environment"]);
  const workingDirectory = asText(record?.["workingDirectory"]);
  const user = asRecord(record?.["user"]);
  const uid = asNumber(user?.["uid"]);
  const gid = asNumber(user?.["gid"]);
  if (command === undefined || environment === undefined || workingDirectory === undefined) return undefined;
  if (uid === undefined || gid === undefined) return undefined;
  return { command, environment, workingDirectory, user: { uid, gid } };
}
