import { afterEach, describe, expect, test, vi } from "vitest";

import type { SandboxRecord, SandboxState } from "../model/index.js";
import { createIdSource, createNotifier, createRecordBook, pageOfRecords, startTimer } from "./index.js";

const NEVER = new AbortController().signal;

function record(id: string, createdAt: number, state: SandboxState = "running"): SandboxRecord {
  const spec = {
    image: "builtin",
    command: [],
    environment: {},
    resources: { requests: {}, limits: {} },
    files: [],
    tags: [id.slice(0, 1)],
    maxLifetimeSeconds: 60,
    attachments: {},
  };
  return { id, spec, state, stateReason: "", createdAt: new Date(createdAt) };
}

describe("ids", () => {
  test("ids of one source are unique and sort by age, also within a millisecond and when the clock steps back", () => {
    const times = [5, 5, 5, 4, 6];
    const next = createIdSource(() => times.shift() ?? 7);
    const ids = Array.from({ length: 2000 }, () => next());
    expect(new Set(ids).size).toBe(2000);
    expect([...ids].sort()).toEqual(ids);
    expect(ids.every((id) => /^[0-9a-z]{26}$/.test(id))).toBe(true);
  });
});

describe("pages", () => {
  const records = [record("a1", 10), record("a2", 30), record("b1", 20), record("b2", 20, "completed")];
  const query = { tags: [], includeFinished: true, maxResults: 2 };

  test("newest first, equal times by id, and the cursor continues behind the last one", () => {
    const first = pageOfRecords(records, query);
    expect(first.records.map(({ id }) => id)).toEqual(["a2", "b2"]);
    const { nextCursor = "" } = first;
    const withNewer = [...records, record("c1", 99)].filter(({ id }) => id !== "b2");
    const second = pageOfRecords(withNewer, { ...query, cursor: nextCursor });
    expect(second.records.map(({ id }) => id)).toEqual(["b1", "a1"]);
    expect(second.nextCursor).toBeUndefined();
  });

  test("a full last page has no cursor", () => {
    expect(pageOfRecords(records.slice(0, 2), query).nextCursor).toBeUndefined();
  });

  test.each(["", "x", "MTAuYTE=", Buffer.from("10.A").toString("base64url")])(
    "cursor %j is refused",
    (cursor) => {
      expect(() => pageOfRecords(records, { ...query, cursor })).toThrow(/cursor/);
    },
  );

  test.each([0, -1, 1.5, Number.NaN])("a page of %d results is refused", (maxResults) => {
    expect(() => pageOfRecords(records, { ...query, maxResults })).toThrow(/maxResults/);
  });
});

describe("the record book", () => {
  test("a forbidden step is refused and changes nothing", () => {
    const book = createRecordBook();
    book.add(record("a", 1, "completed"));
    expect(() => book.change("a", "running")).toThrow(/cannot go from completed to running/);
    expect(book.get("a").state).toBe("completed");
  });

  test("a slow watcher misses no state", async () => {
    const book = createRecordBook();
    book.add(record("a", 1, "creating"));
    const states: string[] = [];
    for await (const { state } of book.watch("a", NEVER)) {
      states.push(state);
      if (state === "creating") {
        book.change("a", "running");
        book.change("a", "terminating");
        book.change("a", "terminated", { exitCode: 7 });
      }
    }
    expect(states).toEqual(["creating", "running", "terminating", "terminated"]);
  });

  test("a watch ends when its record is forgotten", async () => {
    const book = createRecordBook();
    book.add(record("a", 1));
    setImmediate(() => book.forget("a"));
    const seen: string[] = [];
    for await (const { id } of book.watch("a", NEVER)) {
      seen.push(id);
    }
    expect(seen).toEqual(["a"]);
    expect(() => book.get("a")).toThrow(/'a'/);
  });
});

describe("timers and notifiers", () => {
  afterEach(() => void vi.useRealTimers());

  test("a timer months ahead rings then, not at once", () => {
    vi.useFakeTimers();
    const ring = vi.fn();
    const days = 86_400_000;
    startTimer(new Date(Date.now() + 60 * days), ring);
    vi.advanceTimersByTime(59 * days);
    expect(ring).not.toHaveBeenCalled();
    vi.advanceTimersByTime(days);
    expect(ring).toHaveBeenCalledTimes(1);
  });

  test("a disposed timer never rings", () => {
    vi.useFakeTimers();
    const ring = vi.fn();
    startTimer(new Date(Date.now() + 1000), ring)[Symbol.dispose]();
    vi.advanceTimersByTime(5000);
    expect(ring).not.toHaveBeenCalled();
  });

  test("a change between looking and waiting is not missed", async () => {
    const notifier = createNotifier();
    const seen = notifier.version;
    notifier.notify();
    await notifier.changedSince(seen, NEVER);
    const abort = new AbortController();
    const waiting = notifier.changedSince(notifier.version, abort.signal);
    abort.abort();
    await waiting;
    expect(notifier.version).toBe(seen + 1);
  });
});
