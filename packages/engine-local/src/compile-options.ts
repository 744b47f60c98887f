import { availableParallelism, totalmem } from "node:os";
import { isAbsolute } from "node:path";

import { EngineError } from "@cwsandbox/engine";

import type { LocalEngineConfig, LocalEngineOptions } from "./local-engine-options.js";

const SILENT = { info: () => {}, warn: () => {}, error: () => {} };
const PREPARED_PER_PROCESSOR = 16;
const SMALLEST_DISK_BYTES = 2 ** 20;
const SMALLEST_MEMORY_BYTES = 2 ** 20;

/** Checks the options and fills in the defaults. @throws EngineError `invalid`, naming the option. */
export function compileOptions(options: LocalEngineOptions): LocalEngineConfig {
  if (!isAbsolute(options.stateDirectory)) {
    const message = `stateDirectory must be an absolute path, not '${options.stateDirectory}'`;
    throw new EngineError("invalid", message, { field: "stateDirectory" });
  }
  const half = Math.floor(totalmem() / 2);
  return {
    stateDirectory: options.stateDirectory,
    runtime: options.runtime ?? "auto",
    diskLimitBytes: wholeNumber(options, "diskLimitBytes", 10 * 2 ** 30, SMALLEST_DISK_BYTES),
    defaultMemoryLimitBytes: wholeNumber(options, "defaultMemoryLimitBytes", half, SMALLEST_MEMORY_BYTES),
    pidsLimit: wholeNumber(options, "pidsLimit", 4096, 1),
    logLimitBytes: wholeNumber(options, "logLimitBytes", 64 * 2 ** 20, 1024),
    mostPrepared: wholeNumber(options, "mostPrepared", availableParallelism() * PREPARED_PER_PROCESSOR, 0),
    retention: {
      seconds: wholeNumber(options, "finishedRetentionSeconds", 24 * 60 * 60, 0),
      count: wholeNumber(options, "finishedRetentionCount", 1000, 0),
    },
    logger: options.logger ?? SILENT,
  };
}

type NumberOption = Exclude<keyof LocalEngineOptions, "stateDirectory" | "runtime" | "logger">;

function wholeNumber(
  options: LocalEngineOptions,
  name: NumberOption,
  standard: number,
  smallest: number,
): number {
  const value = options[name] ?? standard;
  if (!Number.isSafeInteger(value) || value < smallest) {
    const message = `${name} must be a whole number from ${smallest}, not ${value}`;
    throw new EngineError("invalid", message, { field: name });
  }
  return value;
}
