import { startTestServer, type TestServer } from "../support/test-server.js";
import { Floors } from "./floors/index.js";
import { type MemoryNote, withMemory } from "./memory.js";

/** What all suites share, and what they tell besides their figures. */
export class Bench {
  readonly floors = new Floors();
  readonly memory: MemoryNote[] = [];
  /** Sentences about figures that were left out or cut short. */
  readonly remarks: string[] = [];

  /** A server of its own, to which this process connects from now on. */
  async startServer(words: readonly string[] = []): Promise<TestServer> {
    const server = await startTestServer({ arguments: words });
    process.env["CWSANDBOX_BASE_URL"] = server.baseUrl;
    return server;
  }

  /** Does the work and keeps what client and server held at most meanwhile. */
  async noteMemory<Result>(figure: string, server: TestServer, work: () => Promise<Result>): Promise<Result> {
    const { result, notes } = await withMemory(figure, server, work);
    this.memory.push(...notes);
    return result;
  }

  remark(sentence: string): void {
    this.remarks.push(sentence);
  }
}
