import { renameSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";

import type { ProcessIdentity } from "../host/index.js";
import { errorCode } from "../host/index.js";

/** What must be known about a started container to find it again. */
export interface ContainerRecord {
  /** Its main process. */
  readonly init: ProcessIdentity;
  /** Keeps its output and notes its exit code. */
  readonly supervisor: ProcessIdentity;
}

/** The record appears whole or not at all. */
export function writeContainerRecord(path: string, record: ContainerRecord): void {
  const draft = `${path}.draft`;
  writeFileSync(draft, JSON.stringify(record), { mode: 0o600 });
  renameSync(draft, path);
}

/** `undefined` when the container never came as far as a main process. */
export async function readContainerRecord(path: string): Promise<ContainerRecord | undefined> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") {
      return undefined;
    }
    throw error;
  }
  return parseContainerRecord(text);
}

export function parseContainerRecord(text: string): ContainerRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value)) {
    return undefined;
  }
  const init = parseIdentity(value["init"]);
  const supervisor = parseIdentity(value["supervisor"]);
  return init === undefined || supervisor === undefined ? undefined : { init, supervisor };
}

function parseIdentity(value: unknown): ProcessIdentity | undefined {
  if (!isObject(value)) {
    return undefined;
  }
  const { pid, startTime } = value;
  return typeof pid === "number" && typeof startTime === "number" ? { pid, startTime } : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
