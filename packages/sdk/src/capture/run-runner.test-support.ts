import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  decodeResult,
  encodeFrame,
  FrameReader,
  type FunctionOutcome,
  type ShippedValues,
  validateJsonArguments,
} from "../values/index.js";
import { bundleReferences } from "../bundling/index.js";
import { captureFunction } from "./capture.js";
import type { Capture } from "./payload/index.js";

export interface RunnerResult {
  readonly outcome: FunctionOutcome | null;
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunnerOptions {
  /** The Node that stands in for a sandbox. */
  readonly node?: string;
  /** Packages that are left to the image. */
  readonly packages?: readonly string[];
  /** The working directory in the sandbox. */
  readonly cwd?: string;
}

/** The built runner. */
export const RUNNER_PATH = createRequire(import.meta.url).resolve("@cwsandbox/runner/javascript");

/** Captures a function and runs it in another process, as a sandbox would; in JSON mode. */
export async function runInRunner(
  fn: object,
  args: readonly unknown[] = [],
  { node = process.execPath, packages = [], cwd }: RunnerOptions = {},
): Promise<RunnerResult> {
  const capture = captureFunction(fn, { packages });
  const plain = JSON.stringify(validateJsonArguments(args, "test"));
  return runPayload(await encodeCapture(capture, { args: plain }), new Map(), { node, cwd });
}

/** The same in STRUCTURED mode. */
export async function runStructured(fn: object, args: readonly unknown[] = []): Promise<RunnerResult> {
  const capture = captureFunction(fn, { args });
  return runPayload(await encodeCapture(capture, {}), capture.shipped, { node: process.execPath });
}

async function encodeCapture(
  capture: Capture,
  members: Readonly<Record<string, string>>,
): Promise<readonly Uint8Array[]> {
  const { attachments, ...graph } = capture.graph;
  if (capture.bundled.length === 0) return encodeFrame(graph, attachments, members);
  const bundle = await bundleReferences(capture);
  return encodeFrame({ ...graph, bundle: attachments.length }, [...attachments, [bundle]], members);
}

async function runPayload(
  payload: readonly Uint8Array[],
  shipped: ShippedValues,
  { node, cwd }: { readonly node: string; readonly cwd?: string | undefined },
): Promise<RunnerResult> {
  const directory = await mkdtemp(join(tmpdir(), "cwsandbox-runner-test-"));
  try {
    const [payloadPath, resultPath] = [join(directory, "payload.bin"), join(directory, "result.bin")];
    await writeFile(payloadPath, payload);
    const ended = await execute(node, [RUNNER_PATH, payloadPath, resultPath], cwd ?? directory);
    const result = await readFile(resultPath).catch(() => null);
    const report = new FrameReader();
    if (result !== null) report.push(result);
    return { ...ended, outcome: result === null ? null : decodeResult(report, shipped) };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function execute(node: string, args: string[], cwd: string): Promise<Omit<RunnerResult, "outcome">> {
  return new Promise((resolve) => {
    execFile(node, args, { cwd, env: {} }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ exitCode, stdout, stderr });
    });
  });
}
