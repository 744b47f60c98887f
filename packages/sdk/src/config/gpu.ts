import { checkKnownKeys, isAbsent, isRecord, optionalText, refusal, show } from "./check.js";

/** The graphics processors of a sandbox; never overcommitted, so the same on both sides. */
export interface GpuOptions {
  /** How many, 1 or more. */
  readonly count?: number | undefined;
  /** Model name, for example `A100`. */
  readonly type?: string | undefined;
  /** Memory of each in gigabytes, 1 or more. */
  readonly memoryGb?: number | undefined;
}

/** Ways to ask for graphics processors: a count, or an object; `memory_gb` is accepted for `memoryGb`. */
export type GpuInput =
  | number
  | (GpuOptions & {
      /** Another spelling of `memoryGb`. */
      readonly memory_gb?: number | undefined;
    });

/** Checks and copies; an empty object counts as absent. */
export function readGpu(value: unknown): GpuOptions | undefined {
  if (isAbsent(value)) return undefined;
  if (typeof value === "number") return Object.freeze({ count: wholeNumber("resources.gpu", value) });
  if (!isRecord(value)) {
    throw refusal("resources.gpu", `must be a count or an object, but is ${show(value)}.`);
  }
  checkKnownKeys(value, ["count", "type", "memoryGb", "memory_gb"], "resources.gpu");
  const type = optionalText("resources.gpu.type", value["type"]);
  const memory = value["memoryGb"] ?? value["memory_gb"];
  const gpu: GpuOptions = {
    ...(isAbsent(value["count"]) ? {} : { count: wholeNumber("resources.gpu.count", value["count"]) }),
    ...(type === undefined ? {} : { type }),
    ...(isAbsent(memory) ? {} : { memoryGb: wholeNumber("resources.gpu.memoryGb", memory) }),
  };
  if (gpu.type !== undefined && gpu.memoryGb !== undefined) {
    throw refusal("resources.gpu", "takes either type or memoryGb: the server selects by one of them.");
  }
  return Object.keys(gpu).length === 0 ? undefined : Object.freeze(gpu);
}

function wholeNumber(field: string, value: unknown): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 1) return value;
  throw refusal(field, `must be a whole number, 1 or more, but is ${show(value)}.`);
}
