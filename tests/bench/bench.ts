import { startTestServer, type TestServer } from "../support/test-server.js";
import { Floors } from "./floors/index.js";
import { type MemoryNote, withMemory } from "./memory.js";

/** Less than the eight minutes that are promised by what the last suite takes in any case. */
const RUN_SECONDS = 440;

/** What all suites share, and what they tell besides their figures. */
export class Bench {
  readonly floors = new Floors();
  readonly memory: MemoryNote[] = [];
  /** Sentences about figures that were left out or cut short. */
  readonly remarks: string[] = [];
  readonly #startedMs = performance.now();

  /** Until the whole run should be over. */
  secondsLeft(): number {
    return RUN_SECONDS - (performance.now() - this.#startedMs) / 1000;
  }

  /** A server of its own, to which this process connects from now on. */
  async startServer(words: readonly string[] = []): Promise<TestServer> {
    const server = await startTestServer({ arguments: words });
    process.env["CWSANDBOX_BASE_URL"] = server.baseUrl;
    return server;
  }

  /** Does the work and keeps what the client, and the server if there is one, held at most meanwhile. */
  async noteMemory<Result>(
    figure: string,
    server: TestServer | null,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const { result, notes } = await withMemory(figure, server, work);
    for (const note of notes) this.#keepHighest(note);
    return result;
  }

  #keepHighest(note: MemoryNote): void {
    const place = this.memory.findIndex(
      (known) => known.figure === note.figure && known.process === note.process,
    );
    const known = this.memory[place];
    if (known === undefined) this.memory.push(note);
    else if (note.peakBytes > known.peakBytes) this.memory[place] = note;
  }

  remark(sentence: string): void {
    this.remarks.push(sentence);
  }
}
