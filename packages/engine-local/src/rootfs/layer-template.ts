import { existsSync } from "node:fs";
import { mkdir, rename, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { EngineError } from "@cwsandbox/engine";

import { runOrFail } from "../host/index.js";

/** Changes when the way a template is made changes, so that old ones are not used any more. */
const TEMPLATE_VERSION = 1;

const LEAST_LAYER_BYTES = 16 * 1024 * 1024;

/** One file or directory per this much space, up to a million of them. */
const BYTES_PER_FILE = 16 * 1024;
const MOST_FILES = 1024 * 1024;

export interface LayerTemplateOptions {
  /** Where templates are kept; made when it is missing. */
  readonly directory: string;
  /** Absolute path of `mkfs.ext4`. */
  readonly mkfs: string;
  /** Size of the writable layer, file system included. */
  readonly sizeBytes: number;
}

/**
 * An empty file system of the wanted size as a sparse file, made once per size. A sandbox's writable
 * layer begins as a copy of its few hundred kilobytes of data.
 */
export async function ensureLayerTemplate(options: LayerTemplateOptions): Promise<string> {
  const { directory, mkfs, sizeBytes } = options;
  if (!Number.isSafeInteger(sizeBytes) || sizeBytes < LEAST_LAYER_BYTES) {
    throw new EngineError(
      "invalid",
      `diskLimitBytes is ${sizeBytes}; give a whole number of at least ${LEAST_LAYER_BYTES}`,
      { field: "diskLimitBytes" },
    );
  }
  const path = join(directory, `layer-${TEMPLATE_VERSION}-${sizeBytes}.ext4`);
  if (existsSync(path)) {
    return path;
  }
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const draft = join(directory, `draft-${process.pid}-${Date.now()}.ext4`);
  try {
    await writeFile(draft, "", { mode: 0o600 });
    await truncate(draft, sizeBytes);
    await runOrFail([mkfs, ...formatOptions(sizeBytes), draft]);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return path;
}

/**
 * As little as possible is written: no journal (the layer never outlives its sandbox), no reserve for
 * a root user or for growth, and no tables that the kernel can fill in later.
 */
function formatOptions(sizeBytes: number): readonly string[] {
  const files = Math.min(MOST_FILES, Math.floor(sizeBytes / BYTES_PER_FILE));
  return [
    "-q",
    "-F",
    "-O",
    "^has_journal,^resize_inode,sparse_super2",
    "-E",
    "lazy_itable_init=1,nodiscard,num_backup_sb=0",
    "-m",
    "0",
    "-N",
    String(files),
  ];
}
