import { join } from "node:path";
import type { Engine } from "@cwsandbox/engine";
import { createFakeEngine } from "@cwsandbox/engine/fake";
import { ext, v1 } from "@cwsandbox/wire";
import { createClient } from "nice-grpc";
import { describe, expect, test } from "vitest";
import {
  configOf,
  connectTo,
  createRequest,
  failureOf,
  type ServerUnderTest,
  temporaryDirectory,
} from "../testing/index.js";

type Message = NonNullable<ext.RunCallsResponse["message"]>;

/** Payloads are scripts of the in-memory shell. */
const WAIT = "sleep infinity";

function answerWith(text: string): string {
  return `echo -n noise >&2; result ${text}; exit 3`;
}

async function runningIn(engine: Engine): Promise<number> {
  const { records } = await engine.list({ tags: [], includeFinished: false, maxResults: 100 });
  return records.length;
}

async function serve(engine: Engine): Promise<ServerUnderTest> {
  const directory = temporaryDirectory();
  const under = await connectTo(configOf(["--listen", `unix://${join(directory.path, "s.sock")}`]), {
    engine,
  });
  return {
    ...under,
    async [Symbol.asyncDispose]() {
      await under[Symbol.asyncDispose]();
      directory[Symbol.dispose]();
    },
  };
}

/** Requests that are sent when the test says so. */
function outbox() {
  const items: (ext.DeepPartial<ext.RunCallsRequest> | "end")[] = [];
  let wake = (): void => {};
  const put = (item: (typeof items)[number]): void => {
    items.push(item);
    wake();
  };
  return {
    start(
      callId: number,
      text: string,
      options: Partial<ext.CreateOptions> = {},
      language: ext.CallLanguage = ext.CallLanguage.CALL_LANGUAGE_UNSPECIFIED,
    ) {
      const payload = Buffer.from(text);
      const value = {
        request: v1.CreateSandboxRequest.encode(createRequest()).finish(),
        options: ext.CreateOptions.encode(ext.CreateOptions.create(options)).finish(),
        language,
        payload,
        payloadBytes: BigInt(payload.length),
      };
      put({ callId, message: { $case: "start", value } });
    },
    send: put,
    close: () => {
      put("end");
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const item = items.shift();
        if (item === "end") return;
        if (item !== undefined) yield item;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}

function openCalls(
  { channel }: ServerUnderTest,
  requests: ReturnType<typeof outbox>,
  options: { readonly signal?: AbortSignal } = {},
): AsyncIterator<ext.RunCallsResponse> {
  const answers = createClient(ext.CallServiceDefinition, channel).runCalls(requests, options);
  return answers[Symbol.asyncIterator]();
}

async function until(
  answers: AsyncIterator<ext.RunCallsResponse>,
  callId: number,
  kind: Message["$case"],
): Promise<Message> {
  for (;;) {
    const { value, done } = await answers.next();
    if (done === true) throw new Error(`the stream ended before ${kind} of call ${callId}`);
    if (value.callId === callId && value.message?.$case === kind) return value.message;
  }
}

describe("RunCalls", () => {
  test("carries several calls, each with its output, result and exit code", async () => {
    const engine = createFakeEngine();
    await using under = await serve(engine);
    const requests = outbox();
    const answers = openCalls(under, requests);
    requests.start(1, answerWith("one"));
    requests.start(2, answerWith("two"));
    const told = new Map<number, Message[]>([
      [1, []],
      [2, []],
    ]);
    while ([...told.values()].some((messages) => messages.at(-1)?.$case !== "finished")) {
      const { value } = await answers.next();
      if (value?.message !== undefined) told.get(value.callId)?.push(value.message);
    }
    for (const [callId, text] of [
      [1, "one"],
      [2, "two"],
    ] as const) {
      const [started, output, finished] = told.get(callId) ?? [];
      expect(started?.$case).toBe("started");
      expect(output).toMatchObject({ $case: "output", value: { isStderr: true } });
      if (finished?.$case !== "finished") throw new Error("the last word is that it has finished");
      expect(Buffer.from(finished.value.result).toString()).toBe(text);
      expect(finished.value).toMatchObject({ exitCode: 3, hasResult: true });
    }
    requests.close();
    expect((await answers.next()).done).toBe(true);
  });

  test("a refused call is the matter of that call alone", async () => {
    const engine = createFakeEngine();
    await using under = await serve(engine);
    const requests = outbox();
    const answers = openCalls(under, requests);
    requests.start(1, answerWith("refused"), { ingressMode: "public" });
    requests.start(2, answerWith("fine"));
    expect(await until(answers, 1, "failed")).toMatchObject({ value: { code: 3 } });
    await until(answers, 2, "finished");
    requests.close();
  });

  test.each(["request", "options"])(
    "a call whose %s cannot be read is refused by that field",
    async (field) => {
      await using under = await serve(createFakeEngine());
      const requests = outbox();
      const answers = openCalls(under, requests);
      const start = { [field]: Uint8Array.of(0xff) };
      requests.send({ callId: 1, message: { $case: "start", value: start } });
      expect(await until(answers, 1, "failed")).toMatchObject({
        value: { code: 3, message: expect.stringContaining(`start.${field}`) },
      });
      requests.start(2, answerWith("fine"));
      await until(answers, 2, "finished");
      requests.close();
    },
  );

  test("a language that the server does not run is refused by its field", async () => {
    await using under = await serve(createFakeEngine());
    const requests = outbox();
    const answers = openCalls(under, requests);
    requests.start(1, answerWith("never"), {}, ext.CallLanguage.UNRECOGNIZED);
    expect(await until(answers, 1, "failed")).toMatchObject({
      value: { code: 3, message: expect.stringContaining("start.language") },
    });
    requests.start(2, answerWith("fine"), {}, ext.CallLanguage.CALL_LANGUAGE_PYTHON);
    await until(answers, 2, "finished");
    requests.close();
  });

  test("a cancelled call ends, and nothing more is told about it; the others go on", async () => {
    const engine = createFakeEngine();
    await using under = await serve(engine);
    const requests = outbox();
    const answers = openCalls(under, requests);
    requests.start(1, WAIT);
    await until(answers, 1, "started");
    requests.send({ callId: 1, message: { $case: "cancel", value: {} } });
    requests.start(2, answerWith("after"));
    const after = await until(answers, 2, "finished");
    expect(after.$case).toBe("finished");
    await expect.poll(() => runningIn(engine)).toBe(0);
    requests.close();
    expect(await answers.next()).toMatchObject({ done: true });
  });

  test("a call that takes longer than its sandbox allows fails by that limit", async () => {
    const engine = createFakeEngine();
    await using under = await serve(engine);
    const requests = outbox();
    const answers = openCalls(under, requests);
    requests.start(1, WAIT, { maxTimeoutSeconds: 1 });
    expect(await until(answers, 1, "failed")).toMatchObject({ value: { code: 4 } });
    requests.close();
  });

  test.each(["half-closed", "cancelled"])("a stream that is %s takes its calls along", async (how) => {
    const engine = createFakeEngine();
    await using under = await serve(engine);
    const requests = outbox();
    const cutting = new AbortController();
    const answers = openCalls(under, requests, { signal: cutting.signal });
    requests.start(1, WAIT);
    await until(answers, 1, "started");
    if (how === "cancelled") cutting.abort();
    requests.close();
    await answers.next().catch(() => undefined);
    await expect.poll(() => runningIn(engine)).toBe(0);
  });

  test("a client that breaks the rules loses its stream", async () => {
    const engine = createFakeEngine();
    await using under = await serve(engine);
    const client = createClient(ext.CallServiceDefinition, under.channel);
    const failure = await failureOf(async (onTrailer) => {
      const requests = outbox();
      requests.send({ callId: 7, message: { $case: "payload", value: Buffer.from("whose?") } });
      for await (const answer of client.runCalls(requests, onTrailer)) void answer;
    });
    expect(failure).toMatchObject({ code: 3, fields: ["payload"] });
  });

  test("an engine without calls has none", async () => {
    await using under = await serve(createFakeEngine({ offersCalls: false }));
    const { features } = await under.extension.getCapabilities({});
    expect(features).not.toContain("calls");
    const client = createClient(ext.CallServiceDefinition, under.channel);
    const failure = await failureOf(async () => {
      for await (const answer of client.runCalls(outbox())) void answer;
    });
    expect(failure.code).toBe(12);
  });
});
