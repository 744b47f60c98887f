import { setImmediate as nextTurn } from "node:timers/promises";

import type { CallEnd, CallPiece, FunctionCall, FunctionCalls, SandboxRecord } from "@cwsandbox/engine";
import { type ext, v1 } from "@cwsandbox/wire";

/** A function that runs for longer is announced. */
const NEWS_SECONDS = 0.005;

/** What the client is told about one call. */
export type CallMessage = NonNullable<ext.RunCallsResponse["message"]>;

export interface CallRun {
  readonly begin: () => ReturnType<FunctionCalls["begin"]>;
  readonly record: (sandboxId: string) => Promise<SandboxRecord>;
  readonly toWire: (record: SandboxRecord) => v1.Sandbox;
  /** Resolves when the client has room for more. */
  readonly tell: (message: CallMessage) => Promise<void>;
  /** The sandbox is no longer being started. */
  readonly onStarted: () => void;
  readonly signal: AbortSignal;
}

/** Runs one call to its end and tells everything about it; nothing is told after the signal, and nothing is left. */
export async function runCall(run: CallRun): Promise<void> {
  await using call = await startCall(run);
  using news = tellSoon(run, await call.started);
  const lastResult = await tellPieces(run, call.pieces, news);
  const end = await call.end;
  if (run.signal.aborted) return;
  const told = run.tell(lastMessage(run, { sandboxId: call.sandboxId, end, result: lastResult }));
  // The answer leaves before the sandbox ends. Whoever has it and looks sees the end: requests are read in later turns.
  await nextTurn();
  await call[Symbol.asyncDispose]();
  await told;
}

/** Gives the last piece of the result, which is told together with the end: mostly there is only one. */
async function tellPieces(
  { tell }: CallRun,
  pieces: AsyncIterable<CallPiece>,
  news: StartNews,
): Promise<Uint8Array> {
  let held: CallPiece | undefined;
  for await (const piece of pieces) {
    const isResult = piece.stream === "result";
    const next = isResult ? held : piece;
    if (isResult) held = piece;
    if (next === undefined) continue;
    await news.tell();
    await tell(toMessage(next));
  }
  return held?.data ?? new Uint8Array();
}

/** From here on the signal ends the call. */
async function startCall(run: CallRun): Promise<FunctionCall> {
  try {
    const call = await run.begin();
    const stop = (): void => void call[Symbol.asyncDispose]();
    run.signal.addEventListener("abort", stop, { once: true });
    if (run.signal.aborted) stop();
    void call.end.then(() => {
      run.signal.removeEventListener("abort", stop);
    });
    const started = await promptly(call.started);
    if (started === undefined) {
      await run.tell({ $case: "accepted", value: run.toWire(await run.record(call.sandboxId)) });
    }
    await call.started;
    return call;
  } finally {
    run.onStarted();
  }
}

/** That the function runs. */
interface StartNews extends Disposable {
  /** Tells it, if nobody did. */
  readonly tell: () => Promise<void>;
}

/** Most functions have ended before anybody could do something with the news, and then there is only their end to tell. */
function tellSoon({ tell, toWire }: CallRun, record: SandboxRecord): StartNews {
  let isOver = record.state !== "running";
  const tellNow = async (): Promise<void> => {
    if (isOver) return;
    isOver = true;
    await tell({ $case: "started", value: toWire(record) });
  };
  const timer = setTimeout(() => void tellNow(), NEWS_SECONDS * 1000);
  return {
    tell: tellNow,
    [Symbol.dispose]: () => {
      isOver = true;
      clearTimeout(timer);
    },
  };
}

/** A prepared sandbox runs at once, and then there is nothing to tell before. */
function promptly<Value>(promise: Promise<Value>): Promise<Value | undefined> {
  const later = new Promise<undefined>((resolve) => {
    setImmediate(() => {
      resolve(undefined);
    });
  });
  return Promise.race([promise, later]);
}

function toMessage({ stream, data }: CallPiece): CallMessage {
  if (stream === "result") return { $case: "result", value: data };
  return { $case: "output", value: { data, isStderr: stream === "stderr" } };
}

interface LastWords {
  readonly sandboxId: string;
  readonly end: CallEnd;
  readonly result: Uint8Array;
}

function lastMessage({ toWire }: CallRun, { sandboxId, end, result }: LastWords): CallMessage {
  if (end.kind === "sandbox-ended") return { $case: "ended", value: toWire(end.record) };
  const { exitCode, hasResult, outOfMemory } = end;
  return {
    $case: "finished",
    value: { exitCode, hasResult, outOfMemory, sandbox: destroyed(sandboxId), result },
  };
}

/** All that there is to say of a sandbox whose function has ended. */
function destroyed(sandboxId: string): v1.Sandbox {
  const status = { ...v1.SandboxStatus.create(), state: v1.State.STATE_TERMINATED };
  return { ...v1.Sandbox.create(), sandboxId, status };
}
