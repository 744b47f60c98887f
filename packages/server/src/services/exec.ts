import type { ExecProcess } from "@cwsandbox/engine";
import type { v1 } from "@cwsandbox/wire";
import { invalidField } from "../errors/index.js";
import type { Call } from "../interceptors/index.js";
import { decodeAttachments, mapExecCommand } from "../mapping/index.js";
import { limitCommand } from "../sessions/index.js";
import { requireContainer } from "./container-check.js";
import { findOwned, type ServiceContext } from "./context.js";
import { requireLivingSandbox } from "./ended-with-sandbox.js";

const MIB = 1024 * 1024;
/** Both streams at their largest still fit into one message. */
const MAX_OUTPUT_BYTES = 49 * MIB;
const DEFAULT_OUTPUT_BYTES = 16 * MIB;

/** Runs a command without input and answers when it has ended. What exceeds the cap is counted, not kept. */
export function createExec({ engine }: ServiceContext) {
  return async (request: v1.ExecRequest, call: Call): Promise<v1.ExecResponse> => {
    const capBytes = outputCap(request.maxOutputBytes);
    const spec = { ...mapExecCommand(request, ""), stdin: false };
    const record = await findOwned(engine, call, request.sandboxId);
    requireContainer(record, request.container, "container");
    using limit = limitCommand(call.signal, decodeAttachments(record).maxCommandSeconds);
    await using process = await engine.exec(request.sandboxId, spec, limit.signal);
    const { stdout, stderr } = await collectOutput(process, capBytes);
    const exitCode = await process.exitCode;
    limit.throwIfEnded();
    await requireLivingSandbox(engine, request.sandboxId, exitCode, call);
    return {
      stdout: stdout.content(),
      stderr: stderr.content(),
      exitCode,
      stdoutTruncated: stdout.producedBytes() > capBytes,
      stderrTruncated: stderr.producedBytes() > capBytes,
      stdoutBytesProduced: BigInt(stdout.producedBytes()),
      stderrBytesProduced: BigInt(stderr.producedBytes()),
    };
  };
}

function outputCap(requested: number): number {
  if (requested < 0) {
    throw invalidField("max_output_bytes", `${String(requested)} is negative; use 0 for the default`);
  }
  return requested === 0 ? DEFAULT_OUTPUT_BYTES : Math.min(requested, MAX_OUTPUT_BYTES);
}

interface CappedBuffer {
  add(data: Uint8Array): void;
  content(): Uint8Array;
  producedBytes(): number;
}

async function collectOutput(
  process: ExecProcess,
  capBytes: number,
): Promise<{ readonly stdout: CappedBuffer; readonly stderr: CappedBuffer }> {
  const buffers = { stdout: cappedBuffer(capBytes), stderr: cappedBuffer(capBytes) };
  for await (const { stream, data } of process.output) buffers[stream].add(data);
  return buffers;
}

function cappedBuffer(capBytes: number): CappedBuffer {
  const pieces: Uint8Array[] = [];
  let kept = 0;
  let produced = 0;
  return {
    add(data) {
      produced += data.byteLength;
      const room = capBytes - kept;
      if (room <= 0) return;
      const piece = data.subarray(0, room);
      pieces.push(piece);
      kept += piece.byteLength;
    },
    content: () => Buffer.concat(pieces),
    producedBytes: () => produced,
  };
}
