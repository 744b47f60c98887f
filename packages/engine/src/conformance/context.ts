import assert from "node:assert/strict";
import { setMaxListeners } from "node:events";

import type { Engine } from "../engine.js";
import { isFinished } from "../model/index.js";
import type {
  ExecSpec,
  LogQuery,
  LogRecord,
  OutputChunk,
  SandboxRecord,
  SandboxSpec,
} from "../model/index.js";
import { sh, textOf } from "./case.js";
import type { CallPayloads, CommandResult, ConformanceContext } from "./case.js";

const LIFETIME_SECONDS = 300;

/** A context and the end of everything that was created with it. */
export interface OwnedContext extends AsyncDisposable {
  readonly context: ConformanceContext;
}

export interface ContextOptions {
  readonly engine: Engine;
  readonly signal: AbortSignal;
  readonly payloads: CallPayloads | undefined;
}

/** Builds what a case works with. */
export function createContext({ engine, signal, payloads }: ContextOptions): OwnedContext {
  setMaxListeners(0, signal);
  const created = new Set<string>();
  const specOf = (changes: Partial<SandboxSpec> = {}): SandboxSpec => ({
    image: engine.description.defaultImage,
    command: sh("trap 'exit 0' TERM; sleep 1000 & wait"),
    environment: {},
    resources: { requests: {}, limits: {} },
    files: [],
    tags: [],
    maxLifetimeSeconds: LIFETIME_SECONDS,
    attachments: {},
    ...changes,
  });
  const create = async (changes?: Partial<SandboxSpec>): Promise<SandboxRecord> => {
    const record = await engine.create(specOf(changes));
    created.add(record.id);
    return record;
  };

  const context: ConformanceContext = {
    engine,
    signal,
    spec: specOf,
    create,
    start: async (changes) => {
      const { id } = await create(changes);
      const record = await reach(engine, id, signal, ({ state }) => state !== "creating");
      assert.notEqual(record.state, "failed", `the sandbox failed to start: ${record.stateReason}`);
      return record;
    },
    finish: (id) => reach(engine, id, signal, ({ state }) => isFinished(state)),
    run: (id, command, changes) => runCommand(context, id, { command, ...changes }),
    call: async (behaviour, changes) => {
      assert.ok(engine.calls !== undefined && payloads !== undefined, "the engine offers calls");
      const payload = payloads[behaviour];
      const pieces = [payload.subarray(0, 3), payload.subarray(3)];
      const sandbox = specOf({ command: [], ...changes });
      const wanted = {
        sandbox,
        language: "javascript",
        payload: { sizeBytes: payload.length, pieces },
      } as const;
      const call = await engine.calls.begin(wanted, signal);
      created.add(call.sandboxId);
      return call;
    },
    logs: (id, query) => readLogs(context, id, query),
  };
  return {
    context,
    async [Symbol.asyncDispose]() {
      const cleanup = AbortSignal.timeout(60_000);
      await Promise.all([...created].map((id) => stopAndWait(engine, id, cleanup)));
    },
  };
}

async function stopAndWait(engine: Engine, id: string, signal: AbortSignal): Promise<void> {
  await engine.stop(id, 0);
  await reach(engine, id, signal, ({ state }) => isFinished(state));
}

async function reach(
  engine: Engine,
  id: string,
  signal: AbortSignal,
  wanted: (record: SandboxRecord) => boolean,
): Promise<SandboxRecord> {
  for await (const record of engine.watch(id, signal)) {
    if (wanted(record)) {
      return record;
    }
  }
  throw new assert.AssertionError({ message: `sandbox ${id} did not reach the wanted state in time` });
}

async function runCommand(
  { engine, signal }: ConformanceContext,
  id: string,
  spec: Partial<ExecSpec> & Pick<ExecSpec, "command">,
): Promise<CommandResult> {
  const process = await engine.exec(id, { environment: {}, stdin: false, ...spec }, signal);
  const chunks: OutputChunk[] = [];
  for await (const chunk of process.output) {
    chunks.push(chunk);
  }
  return {
    exitCode: await process.exitCode,
    stdout: textOf(chunks.filter(({ stream }) => stream === "stdout")),
    stderr: textOf(chunks.filter(({ stream }) => stream === "stderr")),
  };
}

async function readLogs(
  { engine, signal }: ConformanceContext,
  id: string,
  query: Partial<LogQuery> = {},
): Promise<readonly LogRecord[]> {
  const records: LogRecord[] = [];
  for await (const record of engine.logs(id, { follow: true, ...query }, signal)) {
    records.push(record);
  }
  return records;
}
