import type { Engine, SandboxRecord, SandboxSpec } from "@cwsandbox/engine";
import { isFinished } from "@cwsandbox/engine";
import { openLocalEngine } from "@cwsandbox/engine-local";

/** From now on long enough for a loaded machine, short enough that nothing waits for ever. */
export function timeLimit(): AbortSignal {
  return AbortSignal.timeout(120_000);
}

/** Tells the test that started this program. */
export function print(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** The words after the state directory and the runtime. */
export const extraArguments: readonly string[] = process.argv.slice(4);

/** Opens the engine with the state directory and runtime that the test chose. */
export function openChosenEngine(): Promise<Engine> {
  const [stateDirectory, runtime] = process.argv.slice(2);
  if (stateDirectory === undefined || (runtime !== "crun" && runtime !== "runc")) {
    throw new Error("usage: PROGRAM STATE_DIRECTORY crun|runc ARGUMENT...");
  }
  const logger = { info: () => {}, warn: writeError, error: writeError };
  return openLocalEngine({ stateDirectory, runtime, logger });
}

function writeError(fields: object, message: string): void {
  console.error(message, fields);
}

/** A sandbox of the built-in image that runs a shell script. */
export function specOf(script: string): SandboxSpec {
  return {
    image: "builtin",
    command: ["sh", "-c", script],
    environment: {},
    resources: { requests: {}, limits: {} },
    files: [{ path: "/etc/mounted", content: Buffer.from("mounted\n") }],
    tags: [],
    maxLifetimeSeconds: 3600,
    attachments: {},
  };
}

/** Waits until the sandbox runs or has ended. */
export function started(engine: Engine, id: string): Promise<SandboxRecord> {
  return reach(engine, id, ({ state }) => state !== "creating");
}

export function finished(engine: Engine, id: string): Promise<SandboxRecord> {
  return reach(engine, id, ({ state }) => isFinished(state));
}

async function reach(
  engine: Engine,
  id: string,
  wanted: (record: SandboxRecord) => boolean,
): Promise<SandboxRecord> {
  for await (const record of engine.watch(id, timeLimit())) {
    if (wanted(record)) return record;
  }
  throw new Error(`sandbox ${id} did not get there in time`);
}

/** What a command printed. */
export async function outputOf(engine: Engine, id: string, script: string): Promise<string> {
  const command = ["sh", "-c", script];
  const running = await engine.exec(id, { command, environment: {}, stdin: false }, timeLimit());
  const chunks: Uint8Array[] = [];
  for await (const { data } of running.output) chunks.push(data);
  await running.exitCode;
  return Buffer.concat(chunks).toString();
}

/** The whole log as text. */
export async function logOf(engine: Engine, id: string): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const { data } of engine.logs(id, { follow: false }, timeLimit())) pieces.push(data);
  return Buffer.concat(pieces).toString();
}
