import { watch } from "node:fs";
import { dirname } from "node:path";

import { createNotifier } from "@cwsandbox/engine";
import type { LogQuery, LogRecord, Notifier } from "@cwsandbox/engine";

import { createLineJoiner } from "./line-joiner.js";
import { LogFile } from "./log-file.js";
import { parseRawLine } from "./raw-line.js";

/** The log of one main process. */
export interface LogSource {
  /** The supervisor's file; its directory exists. */
  readonly path: string;
  /** Aborted once the main process has ended and everything it wrote is in the file. */
  readonly ended: AbortSignal;
}

/**
 * The output of a main process as records. A follower is told of news by the file system and of
 * the end by `ended`; it ends quietly with its own signal.
 */
export async function* readLog(
  source: LogSource,
  query: LogQuery,
  signal: AbortSignal,
): AsyncGenerator<LogRecord> {
  const since = query.since?.getTime() ?? Number.NEGATIVE_INFINITY;
  for await (const record of tailOf(source, query, signal)) {
    if (record.time.getTime() >= since) {
      yield record;
    }
  }
}

async function* tailOf(source: LogSource, query: LogQuery, signal: AbortSignal): AsyncGenerator<LogRecord> {
  const changes = createNotifier();
  using _watching = query.follow ? watchDirectory(source, changes) : undefined;
  await using file = new LogFile(source.path);
  const state = { ended: source.ended, file, changes, joiner: createLineJoiner() };
  if (query.tailLines !== undefined) {
    const complete = !query.follow || source.ended.aborted;
    yield* await readTail(state, query.tailLines, complete);
    if (complete) {
      return;
    }
  }
  yield* query.follow ? followOn(state, signal) : readToEnd(state, signal);
}

interface Reading {
  readonly file: LogFile;
  readonly changes: Notifier;
  readonly ended: AbortSignal;
  readonly joiner: ReturnType<typeof createLineJoiner>;
}

/** At most so many of the last records; a line that is still open counts only when nothing can follow. */
async function readTail(
  reading: Reading,
  tailLines: number,
  complete: boolean,
): Promise<readonly LogRecord[]> {
  await reading.file.seekToTail(tailLines);
  const records: LogRecord[] = [];
  const keep = (record: LogRecord): void => {
    records.push(record);
    if (records.length > tailLines) {
      records.shift();
    }
  };
  for await (const record of readExisting(reading)) {
    keep(record);
  }
  if (complete) {
    [...lastRecords(reading)].forEach(keep);
  }
  return records;
}

async function* readExisting({ file, joiner }: Reading): AsyncGenerator<LogRecord> {
  for await (const line of file.readLines()) {
    const raw = parseRawLine(line);
    const record = raw === undefined ? undefined : joiner.push(raw);
    if (record !== undefined) {
      yield record;
    }
  }
}

async function* readToEnd(reading: Reading, signal: AbortSignal): AsyncGenerator<LogRecord> {
  for await (const record of readExisting(reading)) {
    if (signal.aborted) {
      return;
    }
    yield record;
  }
  yield* lastRecords(reading);
}

async function* followOn(reading: Reading, signal: AbortSignal): AsyncGenerator<LogRecord> {
  while (!signal.aborted) {
    const seen = reading.changes.version;
    const { aborted: complete } = reading.ended;
    for await (const record of readExisting(reading)) {
      yield record;
      if (signal.aborted) {
        return;
      }
    }
    if (complete) {
      yield* lastRecords(reading);
      return;
    }
    await reading.changes.changedSince(seen, signal);
  }
}

/** A last line without its newline, also one that the supervisor could not finish. */
function* lastRecords({ file, joiner }: Reading): Generator<LogRecord> {
  const raw = parseRawLine(file.takeUnfinished());
  const record = raw === undefined ? undefined : joiner.push({ ...raw, partial: true });
  yield* record === undefined ? [] : [record];
  yield* joiner.flush();
}

/** Watches the directory, not the file: it sees the file being made and being replaced. */
function watchDirectory(source: LogSource, changes: Notifier): Disposable {
  const watcher = watch(dirname(source.path), () => changes.notify());
  watcher.on("error", () => changes.notify());
  const tell = (): void => changes.notify();
  source.ended.addEventListener("abort", tell);
  return {
    [Symbol.dispose]: () => {
      source.ended.removeEventListener("abort", tell);
      watcher.close();
    },
  };
}
