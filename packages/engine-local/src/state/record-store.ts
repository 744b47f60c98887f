import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";

import { decodeStored, encodeStored } from "./record-codec.js";
import type { StoredSandbox } from "./stored-sandbox.js";

const RECORD_FILE = "record.json";
/** Others may pass through, because users inside a sandbox reach their mounted files by path, but not look. */
const PASSABLE = 0o711;

/** What was found when the store was opened. */
export interface LoadedRecords {
  readonly sandboxes: readonly StoredSandbox[];
  /** One text for each record that could not be read and was moved aside. */
  readonly problems: readonly string[];
}

/** One directory per sandbox with its record, its log and its mounted files. */
export interface RecordStore {
  readonly load: () => Promise<LoadedRecords>;
  /** Writes the whole record; calls for one sandbox take effect in their order. */
  readonly save: (stored: StoredSandbox) => Promise<void>;
  /** Removes everything of the sandbox. */
  readonly remove: (id: string) => Promise<void>;
  readonly logFile: (id: string) => string;
  readonly filesDirectory: (id: string) => string;
}

/** Opens the records below a directory; makes it when it is missing. */
export async function openRecordStore(directory: string): Promise<RecordStore> {
  await mkdir(directory, { recursive: true, mode: PASSABLE });
  const saving = new Map<string, Promise<void>>();
  const place = (id: string, name: string): string => join(directory, id, name);

  return {
    load: () => loadAll(directory),
    save(stored) {
      const { id } = stored.record;
      const text = encodeStored(stored);
      const saved = (saving.get(id) ?? Promise.resolve())
        .catch(() => {})
        .then(() => writeRecord(join(directory, id), text));
      saving.set(id, saved);
      return saved;
    },
    async remove(id) {
      await saving.get(id)?.catch(() => {});
      saving.delete(id);
      await rm(join(directory, id), { recursive: true, force: true });
    },
    logFile: (id) => place(id, "log"),
    filesDirectory: (id) => place(id, "files"),
  };
}

/**
 * A reader sees the old record or the new one, never half of one. It is not forced to the disk:
 * a record that a crash of the machine loses belongs to a sandbox which that crash has ended. So nothing waits for the
 * disk here, and asynchronous calls would only take longer.
 */
function writeRecord(directory: string, text: string): void {
  mkdirSync(directory, { recursive: true, mode: PASSABLE });
  const path = join(directory, RECORD_FILE);
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

async function loadAll(directory: string): Promise<LoadedRecords> {
  const names = await readdir(directory);
  const problems: string[] = [];
  const loaded = await Promise.all(
    names
      .filter((name) => !name.endsWith(".broken"))
      .map(async (name) => {
        try {
          return await loadOne(directory, name);
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          problems.push(
            `the record of sandbox '${name}' cannot be read and was moved to '${name}.broken': ${reason}`,
          );
          await rm(join(directory, `${name}.broken`), { recursive: true, force: true });
          await rename(join(directory, name), join(directory, `${name}.broken`));
          return undefined;
        }
      }),
  );
  return { sandboxes: loaded.filter((stored) => stored !== undefined), problems };
}

/** Undefined, and removed, for a directory whose record was never finished: nobody was told of that sandbox. */
async function loadOne(directory: string, name: string): Promise<StoredSandbox | undefined> {
  const path = join(directory, name);
  if (!(await readdir(path)).includes(RECORD_FILE)) {
    await rm(path, { recursive: true, force: true });
    return undefined;
  }
  const stored = decodeStored(await readFile(join(path, RECORD_FILE), "utf8"));
  if (stored.record.id !== name) {
    throw new Error(`it belongs to sandbox '${stored.record.id}'`);
  }
  return stored;
}
