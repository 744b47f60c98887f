import type {
  OperationRef,
  Process,
  ProcessResult,
  splitWords,
  StreamReader,
  StreamWriter,
  TerminalResult,
  TerminalSession,
} from "cwsandbox";
import type { Accepts, Assert, Equal, Refuse } from "./assert.js";

declare const reader: StreamReader<string>;
declare const process: Process;

export async function* read(): AsyncGenerator<string, void> {
  for await (const piece of reader) yield piece.toUpperCase();
}

const returncodes = async () => [await process.wait(1), (await process).returncode, process.poll()] as const;

/** Processes, terminals and their streams. */
export type Streams = [
  Assert<Accepts<Process, OperationRef<ProcessResult>>>,
  Assert<Equal<Process["stdout"], StreamReader<string>>>,
  Assert<Equal<Process["stderr"], StreamReader<string>>>,
  Assert<Equal<Process["stdin"], StreamWriter | null>>,
  Assert<Equal<Process["command"], readonly string[]>>,
  Assert<Equal<Process["returncode"], number | null>>,
  Assert<Equal<ReturnType<Process["poll"]>, number | null>>,
  Assert<Equal<Parameters<Process["wait"]>, [timeoutSeconds?: number | undefined]>>,
  Assert<Equal<ReturnType<StreamReader<string>["lines"]>, AsyncIterable<string>>>,
  Assert<Equal<ReturnType<StreamReader<string>["bytes"]>, AsyncIterable<Uint8Array>>>,
  Assert<Equal<ReturnType<StreamReader<string>["text"]>, Promise<string>>>,
  Assert<Equal<ReturnType<StreamReader<string>["toReadableStream"]>, ReadableStream<Uint8Array>>>,
  Assert<Equal<ReturnType<StreamWriter["toWritableStream"]>, WritableStream<Uint8Array | string>>>,
  Assert<Equal<TerminalSession["returncode"], number | null>>,
  Assert<Equal<ReturnType<typeof splitWords>, string[]>>,
  Assert<Equal<ReturnType<Process["cancel"]>, boolean>>,
  Assert<Equal<ReturnType<typeof returncodes>, Promise<readonly [number, number, number | null]>>>,
  Assert<Equal<ProcessResult["stdout"], string>>,
  Assert<Equal<ProcessResult["stdoutBytes"], Uint8Array>>,
  Assert<Equal<ProcessResult["returncode"], number>>,
  Assert<Accepts<StreamReader<string>, AsyncIterable<string>>>,
  Refuse<Accepts<StreamReader<string>, AsyncIterable<Uint8Array>>>,
  Assert<Equal<ReturnType<StreamReader<string>["close"]>, void>>,
  Assert<Equal<Parameters<StreamWriter["write"]>, [data: Uint8Array | string]>>,
  Assert<Equal<ReturnType<StreamWriter["write"]>, OperationRef<void>>>,
  Assert<Equal<ReturnType<StreamWriter["writeline"]>, OperationRef<void>>>,
  Assert<Equal<ReturnType<StreamWriter["close"]>, OperationRef<void>>>,
  Assert<Equal<StreamWriter["closed"], boolean>>,
  Assert<Accepts<TerminalSession, OperationRef<TerminalResult>>>,
  Assert<Equal<TerminalSession["output"], StreamReader<Uint8Array>>>,
  Assert<Equal<TerminalSession["stdin"], StreamWriter>>,
  Assert<Equal<Parameters<TerminalSession["resize"]>, [width: number, height: number]>>,
  Assert<Equal<ReturnType<TerminalSession["wait"]>, Promise<number>>>,
];
