import type { FakeCommand } from "@cwsandbox/engine/fake";
import { LOG_STREAM_ERROR, REASON, v1 } from "@cwsandbox/wire";
import { Status } from "nice-grpc";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  createGate,
  createRequest,
  failureOf,
  runningSandbox,
  startUnderTest,
  untilState,
  type ServerUnderTest,
} from "../testing/index.js";

const MIB = 1024 * 1024;
const LINES = "one\ntwo\nthree\nfour\nfive\n";

async function readAll(entries: AsyncIterable<v1.LogEntry>): Promise<v1.LogEntry[]> {
  const all: v1.LogEntry[] = [];
  for await (const entry of entries) all.push(entry);
  return all;
}

function text(entries: readonly v1.LogEntry[]): string {
  return entries.map(({ data }) => Buffer.from(data).toString()).join("");
}

let under: ServerUnderTest;

beforeEach(async () => {
  under = await startUnderTest();
});

afterEach(() => under[Symbol.asyncDispose]());

async function finished(script: string): Promise<string> {
  const { sandboxId } = await under.sandboxes.createSandbox(
    createRequest({ command: "sh", args: ["-c", script] }),
  );
  await untilState(under, sandboxId, v1.State.STATE_COMPLETED);
  return sandboxId;
}

describe("logs", () => {
  test("D1 D7 history of a finished sandbox, with one session and growing offsets", async () => {
    const sandboxId = await finished("printf 'one\\ntwo\\nthree\\nfour\\nfive\\n'");
    const entries = await readAll(under.sandboxes.streamLogs({ sandboxId }));
    expect(text(entries)).toBe(LINES);
    expect(new Set(entries.map(({ logSessionId }) => logSessionId)).size).toBe(1);
    let offset = 0n;
    for (const entry of entries) {
      offset += BigInt(entry.data.byteLength);
      expect(entry.nextLogOffset).toBe(offset);
    }
  });

  test("D2 D4 tail, and time stamps at the beginning of each line", async () => {
    const sandboxId = await finished("printf 'one\\ntwo\\nthree\\nfour\\nfive'");
    const entries = await readAll(under.sandboxes.streamLogs({ sandboxId, tailLines: 2, timestamps: true }));
    expect(text(entries)).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z four\n\d{4}-\d\d-\d\dT[\d:.]+Z five$/);
  });

  test("D7 following a finished sandbox is refused", async () => {
    const sandboxId = await finished("echo x");
    const failure = await failureOf((options) =>
      readAll(under.sandboxes.streamLogs({ sandboxId, follow: true }, options)),
    );
    expect(failure.code).toBe(Status.FAILED_PRECONDITION);
    expect(failure.errorInfo?.reason).toBe(REASON.SANDBOX_NOT_RUNNING);
  });

  test("D9 a broken follow stream goes on at its offset, with its own formatting", async () => {
    const more = createGate();
    const talk: FakeCommand = async ({ write }) => {
      await write("stdout", "one\ntwo\n");
      await more.opened;
      await write("stdout", "three\n");
      return 0;
    };
    await using own = await startUnderTest({ commands: { talk } });
    const { sandboxId } = await own.sandboxes.createSandbox(createRequest({ command: "talk", args: [] }));
    await untilState(own, sandboxId, v1.State.STATE_RUNNING);
    const first: v1.LogEntry[] = [];
    for await (const entry of own.sandboxes.streamLogs({ sandboxId, follow: true, timestamps: true })) {
      first.push(entry);
      if (text(first).includes("one\n")) break;
    }
    more.open();
    const last = first.at(-1);
    const resume = { sandboxId, follow: true, resumeLogSessionId: last?.logSessionId ?? "" };
    const rest = await readAll(
      own.sandboxes.streamLogs({ ...resume, resumeLogOffset: last?.nextLogOffset ?? 0n }),
    );
    const lines = text([...first, ...rest]).split("\n");
    expect(lines.map((line) => line.split(" ")[1])).toEqual(["one", "two", "three", undefined]);
    expect(rest.every(({ logSessionId }) => logSessionId === last?.logSessionId)).toBe(true);

    const beyond = await readAll(own.sandboxes.streamLogs({ ...resume, resumeLogOffset: 10_000n }));
    expect(beyond.map(({ error }) => error?.code)).toEqual([LOG_STREAM_ERROR.INVALID_RESUME_OFFSET]);
    const unknown = await readAll(own.sandboxes.streamLogs({ ...resume, resumeLogSessionId: "nope" }));
    expect(unknown.map(({ error }) => error?.code)).toEqual([LOG_STREAM_ERROR.SESSION_NOT_FOUND]);
  });

  test("contradicting options are refused by name", async () => {
    const sandboxId = await finished("echo x");
    const call = (request: Partial<v1.StreamLogsRequest>): Promise<readonly string[]> =>
      failureOf((options) => readAll(under.sandboxes.streamLogs({ sandboxId, ...request }, options))).then(
        ({ fields }) => fields,
      );
    expect(await call({ tailLines: -1 })).toEqual(["tail_lines"]);
    expect(await call({ resumeLogSessionId: "x" })).toEqual(["resume_log_session_id"]);
    expect(await call({ resumeLogOffset: 1n })).toEqual(["resume_log_offset"]);
    expect(await call({ container: "other" })).toEqual(["container"]);
  });
});

describe("files", () => {
  test("E1 E2 round trip, replaced by a shorter one, all byte values, empty", async () => {
    const sandboxId = await runningSandbox(under);
    const path = "/data/a b/c.bin";
    for (const content of [
      Buffer.from(Array.from({ length: 256 }, (_v, i) => i)),
      Buffer.from("x"),
      Buffer.alloc(0),
    ]) {
      await under.sandboxes.writeFile({ sandboxId, path, content });
      const read = await under.sandboxes.readFile({ sandboxId, path });
      expect(Buffer.from(read.content).equals(content)).toBe(true);
    }
  });

  test("E3 E4 a missing file and a directory", async () => {
    const sandboxId = await runningSandbox(under);
    const missing = await failureOf((options) =>
      under.sandboxes.readFile({ sandboxId, path: "/nope" }, options),
    );
    expect(missing.code).toBe(Status.NOT_FOUND);
    expect(missing.errorInfo).toMatchObject({
      reason: REASON.FILE_NOT_FOUND,
      metadata: { filepath: "/nope" },
    });
    await under.sandboxes.writeFile({ sandboxId, path: "/data/x", content: Buffer.from("x") });
    const directory = await failureOf((options) =>
      under.sandboxes.readFile({ sandboxId, path: "/data" }, options),
    );
    expect(directory.errorInfo?.reason).toBe(REASON.FILE_IS_DIRECTORY);
  });

  test("E8 a file above the cap: both sizes and the path are told", async () => {
    await using small = await startUnderTest({}, ["--max-file-bytes", String(MIB)]);
    const sandboxId = await runningSandbox(small);
    const path = "/big";
    const metadata = { size_bytes: String(2 * MIB), max_size_bytes: String(MIB), filepath: path };
    const content = new Uint8Array(2 * MIB);
    const write = await failureOf((options) =>
      small.sandboxes.writeFile({ sandboxId, path, content }, options),
    );
    await small.sandboxes.exec({
      sandboxId,
      command: ["sh", "-c", `head -c ${2 * MIB} /dev/zero > ${path}`],
    });
    const read = await failureOf((options) => small.sandboxes.readFile({ sandboxId, path }, options));
    for (const { code, errorInfo } of [write, read]) {
      expect(code).toBe(Status.RESOURCE_EXHAUSTED);
      expect(errorInfo).toMatchObject({ reason: REASON.FILE_TOO_LARGE, metadata });
    }
  });

  test("an oversized message is refused, and the server goes on", async () => {
    await using small = await startUnderTest({}, ["--max-request-bytes", String(MIB)]);
    const sandboxId = await runningSandbox(small);
    const content = new Uint8Array(2 * MIB);
    const failure = await failureOf((options) =>
      small.sandboxes.writeFile({ sandboxId, path: "/x", content }, options),
    );
    expect(failure.code).toBe(Status.RESOURCE_EXHAUSTED);
    expect((await small.sandboxes.exec({ sandboxId, command: ["true"] })).exitCode).toBe(0);
  });

  test("a relative path is refused by name", async () => {
    const sandboxId = await runningSandbox(under);
    const read = await failureOf((options) => under.sandboxes.readFile({ sandboxId, path: "x" }, options));
    const write = await failureOf((options) => under.sandboxes.writeFile({ sandboxId, path: "" }, options));
    expect([read.fields, write.fields]).toEqual([["path"], ["path"]]);
  });
});
