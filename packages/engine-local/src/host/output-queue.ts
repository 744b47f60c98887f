import type { OutputChunk } from "@cwsandbox/engine";

/** Something that can be told to stop reading for a while, such as a pipe. */
export interface PausableSource {
  pause(): unknown;
  resume(): unknown;
}

/** What can be queued: something with bytes. */
export interface QueuedChunk {
  readonly data: Uint8Array;
}

/** Output on its way from sources that push to one reader that pulls, with back-pressure and bounded memory. */
export interface OutputQueue<Chunk extends QueuedChunk = OutputChunk> {
  push(chunk: Chunk): void;
  /** No more output; the reader still gets what waits. */
  end(): void;
  /** Drops what waits and whatever still comes, so that nobody is held up by a reader that has gone. */
  discard(): void;
  /** Readable once. */
  read(): AsyncGenerator<Chunk, void, undefined>;
}

/** `mostWaitingBytes`: more than this waiting for the reader stops the sources. */
export function createOutputQueue<Chunk extends QueuedChunk = OutputChunk>(
  sources: readonly PausableSource[],
  mostWaitingBytes = 256 * 1024,
): OutputQueue<Chunk> {
  const waiting: Chunk[] = [];
  let waitingBytes = 0;
  let state: "open" | "ended" | "discarded" = "open";
  const setPaused = pauseAll(sources);
  let wake: (() => void) | undefined;

  const takeNext = (): Chunk | undefined => {
    const chunk = waiting.shift();
    waitingBytes -= chunk?.data.length ?? 0;
    if (waitingBytes < mostWaitingBytes / 2) setPaused(false);
    return chunk;
  };

  return {
    push(chunk) {
      if (state !== "open" || chunk.data.length === 0) return;
      waiting.push(chunk);
      waitingBytes += chunk.data.length;
      if (waitingBytes >= mostWaitingBytes) setPaused(true);
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
      setPaused(false);
      wake?.();
    },
    async *read() {
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

/**
 * Pauses and resumes sources together. Pausing is repeated as often as it is asked for: Node resumes the
 * streams of a child that has ended, whatever its reader wanted.
 */
function pauseAll(sources: readonly PausableSource[]): (paused: boolean) => void {
  let current = false;
  return (paused) => {
    if (!paused && !current) return;
    current = paused;
    for (const source of sources) {
      if (paused) source.pause();
      else source.resume();
    }
  };
}
