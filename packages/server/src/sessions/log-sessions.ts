import { randomUUID } from "node:crypto";
import { FLOW_CONTROL_WINDOW_BYTES } from "@cwsandbox/wire";
import { LOG_PIECE_BYTES, type LogPiece } from "./log-pieces.js";
import { createLogSession, type LogSession } from "./log-session.js";

/** How long a session waits for its client to come back, in seconds. */
const DETACHED_SECONDS = 60;
/** Frames that the gRPC library holds before it stops asking for more. */
const BUFFERED_FRAMES = 32;
/** Everything that can be lost with a connection. */
const REMEMBERED_BYTES = FLOW_CONTROL_WINDOW_BYTES + BUFFERED_FRAMES * LOG_PIECE_BYTES;
const MILLISECONDS_PER_SECOND = 1000;

/** Whose log a session reads. */
export interface LogSessionOwner {
  readonly principal: string;
  readonly sandboxId: string;
}

/** A session while one call reads it; disposing lets the session wait for the next call, for a while. */
export interface AttachedLogSession extends Disposable {
  readonly id: string;
  readonly session: LogSession;
}

export interface NewLogSession {
  readonly owner: LogSessionOwner;
  /** Otherwise it ends with its first call. */
  readonly resumable: boolean;
  /** Starts reading; the signal ends it. */
  readonly open: (signal: AbortSignal) => AsyncIterable<LogPiece>;
}

/** The log sessions under way, and those that wait for their client to come back. */
export interface LogSessions extends Disposable {
  begin(options: NewLogSession): AttachedLogSession;
  /** Undefined when the session is not known, not any more, or somebody else's. */
  resume(owner: LogSessionOwner, id: string): AttachedLogSession | undefined;
}

interface Entry {
  readonly owner: LogSessionOwner;
  readonly resumable: boolean;
  readonly session: LogSession;
  readonly controller: AbortController;
  readers: number;
  expiry: NodeJS.Timeout | undefined;
}

export function createLogSessions(): LogSessions {
  const entries = new Map<string, Entry>();

  const end = (id: string, entry: Entry): void => {
    clearTimeout(entry.expiry);
    entry.controller.abort();
    entries.delete(id);
  };

  const attach = (id: string, entry: Entry): AttachedLogSession => {
    clearTimeout(entry.expiry);
    entry.readers += 1;
    return {
      id,
      session: entry.session,
      [Symbol.dispose]() {
        entry.readers -= 1;
        if (entry.readers > 0 || !entries.has(id)) return;
        if (!entry.resumable) {
          end(id, entry);
          return;
        }
        entry.expiry = setTimeout(() => end(id, entry), DETACHED_SECONDS * MILLISECONDS_PER_SECOND);
        entry.expiry.unref();
      },
    };
  };

  return {
    begin({ owner, resumable, open }) {
      const id = randomUUID();
      const controller = new AbortController();
      const pieces = open(controller.signal)[Symbol.asyncIterator]();
      const session = createLogSession(pieces, REMEMBERED_BYTES);
      const entry: Entry = { owner, resumable, session, controller, readers: 0, expiry: undefined };
      entries.set(id, entry);
      return attach(id, entry);
    },
    resume({ principal, sandboxId }, id) {
      const entry = entries.get(id);
      const same = entry?.owner.principal === principal && entry.owner.sandboxId === sandboxId;
      return entry !== undefined && same ? attach(id, entry) : undefined;
    },
    [Symbol.dispose]() {
      for (const [id, entry] of entries) end(id, entry);
    },
  };
}
