import type { ListQuery, SandboxPage } from "../engine.js";
import { EngineError } from "../errors/index.js";
import { assertTransition, isFinished } from "../model/index.js";
import type { SandboxRecord, SandboxState } from "../model/index.js";
import { createNotifier } from "./notifier.js";
import type { Notifier } from "./notifier.js";
import { pageOfRecords } from "./paging.js";

/** What a step of a sandbox's life adds to its record. */
export type RecordChange = Partial<
  Pick<SandboxRecord, "stateReason" | "startedAt" | "endedAt" | "exitCode" | "endCause">
>;

/**
 * The records of one engine, in memory. It is the only way to change a record, so a forbidden
 * step of the state machine cannot happen unseen and nobody who watches misses a state.
 */
export interface RecordBook {
  /** Takes a record in; one with the same id is replaced. */
  add(record: SandboxRecord): void;
  /** @throws EngineError `not-found`. */
  get(id: string): SandboxRecord;
  /** Undefined instead of an error. */
  find(id: string): SandboxRecord | undefined;
  all(): readonly SandboxRecord[];
  /** Moves a sandbox to another state. @throws EngineError `internal` for a forbidden step. */
  change(id: string, state: SandboxState, change?: RecordChange): SandboxRecord;
  list(query: ListQuery): SandboxPage;
  /** The record now and after each change; ends after a finished one, with the signal or when it is forgotten. */
  watch(id: string, signal: AbortSignal): AsyncIterable<SandboxRecord>;
  forget(id: string): void;
}

interface Entry {
  record: SandboxRecord;
  /** Every state since the entry exists, so that a slow watcher misses none. At most one per state. */
  readonly history: SandboxRecord[];
  forgotten: boolean;
}

/** Creates an empty book. `onChange` hears of each change before any watcher does. */
export function createRecordBook(onChange: (record: SandboxRecord) => void = () => {}): RecordBook {
  const entries = new Map<string, Entry>();
  const changes = createNotifier();

  const entryOf = (id: string): Entry => {
    const entry = entries.get(id);
    if (entry === undefined) {
      throw new EngineError("not-found", `No sandbox '${id}' is known`, { sandboxId: id });
    }
    return entry;
  };

  return {
    add(record) {
      entries.set(record.id, { record, history: [record], forgotten: false });
    },
    get: (id) => entryOf(id).record,
    find: (id) => entries.get(id)?.record,
    all: () => [...entries.values()].map((entry) => entry.record),
    change(id, state, change = {}) {
      const entry = entryOf(id);
      assertTransition(id, entry.record.state, state);
      entry.record = { ...entry.record, ...change, state };
      entry.history.push(entry.record);
      onChange(entry.record);
      changes.notify();
      return entry.record;
    },
    list: (query) =>
      pageOfRecords(
        [...entries.values()].map((entry) => entry.record),
        query,
      ),
    watch: (id, signal) => follow(() => entryOf(id), changes, signal),
    forget(id) {
      const entry = entries.get(id);
      if (entry !== undefined) {
        entry.forgotten = true;
        entries.delete(id);
        changes.notify();
      }
    },
  };
}

async function* follow(
  find: () => Entry,
  changes: Notifier,
  signal: AbortSignal,
): AsyncGenerator<SandboxRecord> {
  const entry = find();
  let next = entry.history.length - 1;
  while (!signal.aborted) {
    const seen = changes.version;
    const record = entry.history[next];
    if (record !== undefined) {
      next += 1;
      yield record;
      if (isFinished(record.state)) {
        return;
      }
    } else if (entry.forgotten) {
      return;
    } else {
      await changes.changedSince(seen, signal);
    }
  }
}
