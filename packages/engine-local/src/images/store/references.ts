import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { EngineError } from "@cwsandbox/engine";
import { errorCode } from "../../host/index.js";
import { asRecord, asText, parseJson } from "../json.js";
import { isDigest } from "../reference.js";

/** What a reference stands for. */
export interface ReferenceTarget {
  readonly digest: string;
  readonly importedAt: Date;
}

export type References = ReadonlyMap<string, ReferenceTarget>;

const FILE = "references.json";

/** @throws EngineError `internal` when the file is damaged: guessing would lose images. */
export async function readReferences(directory: string): Promise<References> {
  const file = join(directory, FILE);
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") return "{}";
    throw error;
  });
  const record = asRecord(parseJson(text));
  if (record === undefined) throw damaged(file);
  return new Map(Object.entries(record).map(([reference, value]) => [reference, readTarget(value, file)]));
}

/** Replaces the file as a whole. */
export async function writeReferences(directory: string, references: References): Promise<void> {
  const file = join(directory, FILE);
  const text = JSON.stringify(Object.fromEntries(references), undefined, 2);
  await writeFile(`${file}.new`, `${text}\n`, { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
}

function readTarget(value: unknown, file: string): ReferenceTarget {
  const record = asRecord(value);
  const digest = asText(record?.["digest"]);
  const importedAt = new Date(asText(record?.["importedAt"]) ?? "");
  if (digest === undefined || !isDigest(digest) || Number.isNaN(importedAt.getTime())) throw damaged(file);
  return { digest, importedAt };
}

function damaged(file: string): EngineError {
  return new EngineError("internal", `The file ${file} is damaged: delete it and import the images again.`);
}
