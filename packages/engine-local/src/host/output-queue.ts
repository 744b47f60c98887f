import type { OutputChunk } from "@cwsandbox/engine";

/** Something that can be told to stop reading for a while, such as a pipe. */
export interface PausableSource {
  pause(): unknown;
  resume(): unknown;
}

/** Output on its way from sources that push to one reader that pulls, with back-pressure and bounded memory. */
export interface OutputQueue {
  push(chunk: OutputChunk): void;
  /** No more output; the reader still gets what waits. */
  end(): void;
  /** Drops what waits and whatever still comes, so that nobody is held up by a reader that has gone. */
  discard(): void;
  /** Calls `whenRead` once, before the first chunk is wanted. */
  read(whenRead: () => void): AsyncGenerator<OutputChunk, void, undefined>;
}

/** `mostWaitingBytes`: more than this waiting for the reader stops the sources. */
export function createOutputQueue(
  sources: readonly PausableSource[],
  mostWaitingBytes = 256 * 1024,
): OutputQueue {
  const waiting: OutputChunk[] = [];
  let waitingBytes = 0;
  let state: "open" | "ended" | "discarded" = "open";
  let paused = false;
  let wake: (() => void) | undefined;

  const takeNext = (): OutputChunk | undefined => {
    const chunk = waiting.shift();
    waitingBytes -= chunk?.data.length ?? 0;
    if (paused && waitingBytes < mostWaitingBytes / 2) {
      paused = false;
      for (const source of sources) source.resume();
    }
    return chunk;
  };

  return {
    push(chunk) {
      if (state !== "open" || chunk.data.length === 0) return;
      waiting.push(chunk);
      waitingBytes += chunk.data.length;
      if (!paused && waitingBytes >= mostWaitingBytes) {
        paused = true;
        for (const source of sources) source.pause();
      }
      wake?.();
    },
    end() {
      if (state === "open") state = "ended";
      wake?.();
    },
    discard() {
      state = "discarded";
      waiting.length = 0;
      waitingBytes = 0;
      for (const source of sources) source.resume();
      wake?.();
    },
    async *read(whenRead) {
      whenRead();
      try {
        for (;;) {
          const chunk = takeNext();
          if (chunk !== undefined) {
            yield chunk;
          } else if (state === "open") {
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          } else {
            return;
          }
        }
      } finally {
        this.discard();
      }
    },
  };
}
