import { createNotifier } from "../support/index.js";
import type { LogQuery, LogRecord, OutputStream } from "../model/index.js";

/** The output of one main process, kept line by line. */
export interface FakeLogBook {
  readonly append: (stream: OutputStream, data: Uint8Array) => void;
  /** No more output comes; a last line without newline is complete now. */
  readonly end: () => void;
  readonly read: (query: LogQuery, signal: AbortSignal) => AsyncIterable<LogRecord>;
}

/** Creates an empty log. */
export function createFakeLogBook(): FakeLogBook {
  const records: LogRecord[] = [];
  const partial: Record<OutputStream, Buffer> = { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) };
  const changes = createNotifier();
  let ended = false;

  return {
    append(stream, data) {
      let rest = Buffer.concat([partial[stream], data]);
      for (let end = rest.indexOf(0x0a); end >= 0; end = rest.indexOf(0x0a)) {
        records.push({ time: new Date(), data: Uint8Array.from(rest.subarray(0, end + 1)) });
        rest = rest.subarray(end + 1);
      }
      partial[stream] = rest;
      changes.notify();
    },
    end() {
      for (const rest of Object.values(partial)) {
        if (rest.length > 0) {
          records.push({ time: new Date(), data: Uint8Array.from(rest) });
        }
      }
      ended = true;
      changes.notify();
    },
    async *read({ follow, tailLines, since }, signal) {
      let next = tailLines === undefined ? 0 : Math.max(0, records.length - tailLines);
      while (!signal.aborted) {
        const seen = changes.version;
        const record = records[next];
        if (record !== undefined) {
          next += 1;
          if (since === undefined || record.time >= since) {
            yield record;
          }
        } else if (ended || !follow) {
          return;
        } else {
          await changes.changedSince(seen, signal);
        }
      }
    },
  };
}
