import { availableParallelism } from "node:os";
import { MAX_ANNOUNCED_FILE_CAP_BYTES, MAX_MESSAGE_BYTES, UNARY_FILE_CAP_BYTES } from "@cwsandbox/wire";
import { z } from "zod";
import { ConfigError } from "./config-error.js";
import type { RawOptions } from "./raw-options.js";

const DAY_SECONDS = 24 * 60 * 60;
const MIB = 1024 * 1024;
const MAX_FILE_DESCRIPTOR = 1024;
const MOST_BYTES = 1024 ** 4;
/** Their memory limits them further. */
const PREPARED_PER_PROCESSOR = 16;
/** What the kernel can count to. */
const MOST_PROCESSES = 4_194_304;

/** A whole number between two bounds, written in decimal digits. */
function integer(min: number, max: number): z.ZodType<number, string> {
  return z
    .string()
    .regex(/^\d{1,15}$/, "is not a whole number")
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be between ${String(min)} and ${String(max)}`);
}

const schema = z.object({
  embedded: z.boolean().default(false),
  listen: z.string().min(1).optional(),
  "api-key": z.array(z.string().min(1)).default([]),
  "api-key-file": z.string().min(1).optional(),
  "no-auth": z.boolean().default(false),
  "tls-cert": z.string().min(1).optional(),
  "tls-key": z.string().min(1).optional(),
  "state-dir": z.string().startsWith("/", "must be an absolute path").optional(),
  "default-image": z.string().default(""),
  runtime: z.enum(["auto", "crun", "runc"]).default("auto"),
  "default-lifetime-seconds": integer(1, 30 * DAY_SECONDS).default(DAY_SECONDS),
  "max-lifetime-seconds": integer(1, 30 * DAY_SECONDS).default(30 * DAY_SECONDS),
  "finished-retention-seconds": integer(0, 365 * DAY_SECONDS).default(DAY_SECONDS),
  "finished-retention-count": integer(0, 1_000_000).default(1000),
  "most-prepared": integer(0, 10_000).default(availableParallelism() * PREPARED_PER_PROCESSOR),
  "disk-limit-bytes": integer(16 * MIB, MOST_BYTES).optional(),
  "default-memory-limit-bytes": integer(16 * MIB, MOST_BYTES).optional(),
  "pids-limit": integer(16, MOST_PROCESSES).optional(),
  "log-limit-bytes": integer(MIB, MOST_BYTES).optional(),
  "idle-exit-seconds": integer(0, 365 * DAY_SECONDS).optional(),
  "max-request-bytes": integer(MIB, MAX_MESSAGE_BYTES).default(MAX_MESSAGE_BYTES),
  "max-file-bytes": integer(1, MAX_ANNOUNCED_FILE_CAP_BYTES).default(UNARY_FILE_CAP_BYTES),
  "log-file": z.string().min(1).optional(),
  "log-level": z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  engine: z.enum(["local", "fake"]).default("local"),
  "ready-fd": integer(1, MAX_FILE_DESCRIPTOR).default(1),
  doctor: z.boolean().default(false),
  help: z.boolean().default(false),
});

/** Options of the right types and ranges; whether they fit together is looked at elsewhere. */
export type ServerOptions = Readonly<z.output<typeof schema>>;

/**
 * @throws ConfigError that names every option with a wrong value.
 */
export function validateOptions(raw: RawOptions): ServerOptions {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const lines = result.error.issues.map(({ path, message }) => `--${path.join(".")}: ${message}`);
  throw new ConfigError(`These options cannot be used:\n${lines.join("\n")}`);
}
