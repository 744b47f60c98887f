import { once } from "node:events";
import type { FakeCommand } from "@cwsandbox/engine/fake";
import { REASON, v1 } from "@cwsandbox/wire";
import { createClient, Metadata, Status } from "nice-grpc";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  createRequest,
  failureOf,
  layCable,
  openChannel,
  runningSandbox,
  startUnderTest,
  type ServerUnderTest,
} from "../testing/index.js";

const MIB = 1024 * 1024;

/** Runs until it is killed, and lets the test see both. */
function endless(): {
  readonly command: FakeCommand;
  readonly started: Promise<void>;
  readonly killed: Promise<void>;
} {
  const events = new EventTarget();
  const command: FakeCommand = async ({ killed }) => {
    events.dispatchEvent(new Event("started"));
    if (!killed.aborted) await once(killed, "abort");
    events.dispatchEvent(new Event("killed"));
    return 137;
  };
  const told = async (name: string): Promise<void> => void (await once(events, name));
  return { command, started: told("started"), killed: told("killed") };
}

/** Frames of a client, sent one by one. */
function frames(...messages: v1.ExecStreamRequest["message"][]): AsyncIterable<v1.ExecStreamRequest> {
  return (async function* () {
    for (const message of messages) yield { message };
  })();
}

function init(
  sandboxId: string,
  command: string[],
  more: Partial<v1.ExecStreamInit> = {},
): v1.ExecStreamRequest["message"] {
  return { $case: "init", value: v1.ExecStreamInit.create({ sandboxId, command, ...more }) };
}

interface Collected {
  readonly cases: string[];
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly largestFrameBytes: number;
  readonly exitCode: number | undefined;
}

async function collect(answers: AsyncIterable<v1.ExecStreamResponse>): Promise<Collected> {
  const cases: string[] = [];
  const streams: { stdout: Uint8Array[]; stderr: Uint8Array[] } = { stdout: [], stderr: [] };
  let exitCode: number | undefined;
  let largestFrameBytes = 0;
  for await (const { message } of answers) {
    cases.push(message?.$case ?? "none");
    if (message?.$case === "exit") exitCode = message.value.exitCode;
    if (message?.$case !== "output") continue;
    const name = message.value.stream === v1.ExecStreamOutput_Stream.STREAM_STDERR ? "stderr" : "stdout";
    streams[name].push(message.value.data);
    largestFrameBytes = Math.max(largestFrameBytes, message.value.data.byteLength);
  }
  const stdout = Buffer.concat(streams.stdout);
  return { cases, stdout, stderr: Buffer.concat(streams.stderr), largestFrameBytes, exitCode };
}

/** Shows the size of its terminal, at first and after each input. */
const sizes: FakeCommand = async ({ terminalSize, stdin, write }) => {
  const show = async (): Promise<void> => {
    const size = terminalSize();
    await write("stdout", `${size?.columns}x${size?.rows}\n`);
  };
  await show();
  for await (const line of stdin) if (line.byteLength > 0) await show();
  return 7;
};

let under: ServerUnderTest;
let sandboxId: string;

beforeEach(async () => {
  under = await startUnderTest();
  sandboxId = await runningSandbox(under);
});

afterEach(() => under[Symbol.asyncDispose]());

describe("exec", () => {
  test("A6 A7 separate outputs and the exit code", async () => {
    const result = await under.sandboxes.exec({
      sandboxId,
      command: ["sh", "-c", "echo out; echo err >&2; exit 42"],
    });
    expect(Buffer.from(result.stdout).toString()).toBe("out\n");
    expect(Buffer.from(result.stderr).toString()).toBe("err\n");
    expect(result.exitCode).toBe(42);
    expect(result.stdoutTruncated).toBe(false);
  });

  test("output beyond the cap is counted and marked, not kept", async () => {
    const result = await under.sandboxes.exec({
      sandboxId,
      command: ["head", "-c", String(3 * MIB), "/dev/zero"],
      maxOutputBytes: 1000,
    });
    expect(result.stdout.byteLength).toBe(1000);
    expect(result.stdoutTruncated).toBe(true);
    expect(result.stdoutBytesProduced).toBe(BigInt(3 * MIB));
    expect(result.stderrTruncated).toBe(false);
  });

  test("A10 an empty command, a NUL, a bad variable and an unknown container are refused by name", async () => {
    const call = (request: Partial<v1.ExecRequest>): Promise<readonly string[]> =>
      failureOf((options) => under.sandboxes.exec({ sandboxId, ...request }, options)).then(
        ({ fields }) => fields,
      );
    expect(await call({})).toEqual(["command"]);
    expect(await call({ command: ["a\0b"], env: { "": "x" } })).toEqual(["command[0]", 'env[""]']);
    expect(await call({ command: ["true"], container: "other" })).toEqual(["container"]);
    expect((await under.sandboxes.exec({ sandboxId, command: ["true"], container: "main" })).exitCode).toBe(
      0,
    );
  });

  test("B11 in a sandbox that has ended", async () => {
    await under.sandboxes.deleteSandbox({ sandboxId });
    const failure = await failureOf((options) =>
      under.sandboxes.exec({ sandboxId, command: ["true"] }, options),
    );
    expect(failure.code).toBe(Status.FAILED_PRECONDITION);
    expect(failure.errorInfo?.reason).toBe(REASON.SANDBOX_NOT_RUNNING);
  });

  test("the sandbox's own limit for a command ends it with the documented reason", async () => {
    await using limited = await startUnderTest({ commands: { endless: endless().command } });
    const request = createRequest();
    const created = await limited.extension.createSandbox({ request, options: { maxTimeoutSeconds: 1 } });
    const limitedId = created.sandbox?.sandboxId ?? "";
    for await (const { sandbox } of limited.extension.watchSandbox({ sandboxId: limitedId })) {
      if (sandbox?.status?.state === v1.State.STATE_RUNNING) break;
    }
    const failure = await failureOf((options) =>
      limited.sandboxes.exec({ sandboxId: limitedId, command: ["endless"] }, options),
    );
    expect(failure.code).toBe(Status.DEADLINE_EXCEEDED);
    expect(failure.errorInfo?.reason).toBe(REASON.COMMAND_TIMEOUT);
  });
});

describe("stream exec", () => {
  test("C3 ready first, output, exit last; half-closing at once is no input", async () => {
    const result = await collect(
      under.sandboxes.streamExec(frames(init(sandboxId, ["sh", "-c", "cat; echo done"]))),
    );
    expect(result.cases[0]).toBe("ready");
    expect(result.cases.at(-1)).toBe("exit");
    expect(result.stdout.toString()).toBe("done\n");
    expect(result.exitCode).toBe(0);
  });

  test("C7 C11 input of any size, then close; frames after it are ignored", async () => {
    const input = Buffer.from(Array.from({ length: 5 * MIB }, (_value, index) => index % 256));
    const result = await collect(
      under.sandboxes.streamExec(
        frames(
          init(sandboxId, ["cat"]),
          { $case: "stdin", value: input.subarray(0, 3 * MIB) },
          { $case: "stdin", value: input.subarray(3 * MIB) },
          { $case: "close", value: {} },
          { $case: "stdin", value: Buffer.from("too late") },
        ),
      ),
    );
    expect(result.stdout.equals(input)).toBe(true);
    expect(result.largestFrameBytes).toBeLessThanOrEqual(256 * 1024);
    expect(result.exitCode).toBe(0);
  });

  test("frames that arrive after the process ended are ignored", async () => {
    const requests = (async function* () {
      yield { message: init(sandboxId, ["true"]) };
      for (let count = 0; count < 50; count += 1) {
        yield { message: { $case: "stdin" as const, value: new Uint8Array(64 * 1024) } };
      }
    })();
    expect((await collect(under.sandboxes.streamExec(requests))).exitCode).toBe(0);
  });

  test("the first frame must be init, and only one may come", async () => {
    const first = await failureOf((options) =>
      collect(under.sandboxes.streamExec(frames({ $case: "close", value: {} }), options)),
    );
    const none = await failureOf((options) => collect(under.sandboxes.streamExec(frames(), options)));
    const twice = await failureOf((options) =>
      collect(
        under.sandboxes.streamExec(
          frames(init(sandboxId, ["sleep", "infinity"]), init(sandboxId, ["true"])),
          options,
        ),
      ),
    );
    for (const { code, fields } of [first, none, twice]) {
      expect(code).toBe(Status.INVALID_ARGUMENT);
      expect(fields).toEqual(["init"]);
    }
  });

  test.each(["signal", "reader", "connection"] as const)(
    "C5 cancelling kills the command: by %s",
    async (way) => {
      const { command, started, killed } = endless();
      await using own = await startUnderTest({ commands: { endless: command } });
      const id = await runningSandbox(own);
      using cable = await layCable(own.server.addresses[0] ?? "");
      const channel = openChannel(cable.address);
      const client = createClient(v1.SandboxServiceDefinition, channel);
      const controller = new AbortController();
      const open = client.streamExec(frames(init(id, ["endless"])), { signal: controller.signal });
      const reading = (async () => {
        for await (const { message } of open) if (message?.$case === "ready" && way === "reader") break;
      })().catch(() => undefined);
      await started;
      if (way === "signal") controller.abort();
      if (way === "connection") cable.cut();
      await killed;
      await reading;
      channel.close();
    },
  );

  test("a broken upload is no end of input: the command is killed instead", async () => {
    let outcome = "";
    const ended = new EventTarget();
    const swallow: FakeCommand = async ({ stdin, killed, write }) => {
      await write("stdout", "reading");
      for await (const chunk of stdin) void chunk;
      outcome = killed.aborted ? "killed" : "end of input";
      ended.dispatchEvent(new Event("ended"));
      return 0;
    };
    await using own = await startUnderTest({ commands: { swallow } });
    const id = await runningSandbox(own);
    using cable = await layCable(own.server.addresses[0] ?? "");
    const channel = openChannel(cable.address);
    const requests = (async function* () {
      yield { message: init(id, ["swallow"]) };
      yield { message: { $case: "stdin" as const, value: new Uint8Array(1000) } };
      await once(ended, "ended");
    })();
    const end = once(ended, "ended");
    const reading = (async () => {
      for await (const { message } of createClient(v1.SandboxServiceDefinition, channel).streamExec(
        requests,
      )) {
        if (message?.$case === "output") cable.cut();
      }
    })().catch(() => undefined);
    await end;
    await reading;
    expect(outcome).toBe("killed");
    channel.close();
  });

  test("C6 a deadline kills the command", async () => {
    const { command, killed } = endless();
    await using own = await startUnderTest({ commands: { endless: command } });
    const id = await runningSandbox(own);
    const metadata = Metadata().set("grpc-timeout", "200m");
    const failure = await failureOf((options) =>
      collect(own.sandboxes.streamExec(frames(init(id, ["endless"])), { ...options, metadata })),
    );
    expect(failure.code).toBe(Status.DEADLINE_EXCEEDED);
    await killed;
  });

  test("C10 200 MB through a slow reader arrive complete, and the writer waits for it", async () => {
    const total = 200 * MIB;
    const piece = new Uint8Array(256 * 1024).fill(7);
    let written = 0;
    const flood: FakeCommand = async ({ write }) => {
      for (; written < total; written += piece.byteLength) await write("stdout", piece);
      return 0;
    };
    await using own = await startUnderTest({ commands: { flood } });
    const id = await runningSandbox(own);
    let received = 0;
    let furthestAhead = 0;
    for await (const { message } of own.sandboxes.streamExec(frames(init(id, ["flood"])))) {
      if (message?.$case !== "output") continue;
      received += message.value.data.byteLength;
      furthestAhead = Math.max(furthestAhead, written - received);
      if (received % (10 * MIB) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(received).toBe(total);
    expect(furthestAhead).toBeLessThan(40 * MIB);
  });

  test("C15 a terminal gets its size and new ones", async () => {
    await using own = await startUnderTest({ commands: { sizes } });
    const id = await runningSandbox(own);
    const result = await collect(
      own.sandboxes.streamExec(
        frames(
          init(id, ["sizes"], { tty: true, ttyWidth: 100, ttyHeight: 30 }),
          { $case: "resize", value: { width: 120, height: 40 } },
          { $case: "stdin", value: Buffer.from("x") },
          { $case: "close", value: {} },
        ),
      ),
    );
    expect(result.stdout.toString()).toBe("100x30\n120x40\n");
    expect(result.exitCode).toBe(7);
  });
});
