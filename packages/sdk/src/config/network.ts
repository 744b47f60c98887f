import { checkKnownKeys, isAbsent, isRecord, optionalText, refusal, show } from "./check.js";

/** How a sandbox is reached and what it may reach. Which mode names exist depends on the server's profile. */
export interface NetworkOptions {
  /** For example `public` or `internal`; needs {@link exposedPorts}. */
  readonly ingressMode?: string | undefined;
  /** Ports that are reachable from outside, each from 1 to 65535. */
  readonly exposedPorts?: readonly number[] | undefined;
  /** For example `internet`, `isolated` or `blocked`. */
  readonly egressMode?: string | undefined;
}

/** Checks and copies; an empty port list counts as absent. Undefined when absent. */
export function readNetwork(value: unknown): NetworkOptions | undefined {
  if (isAbsent(value)) return undefined;
  if (!isRecord(value)) {
    throw refusal(
      "network",
      `must be an object with ingressMode, exposedPorts and egressMode, but is ${show(value)}.`,
    );
  }
  checkKnownKeys(value, ["ingressMode", "exposedPorts", "egressMode"], "network");
  const ingressMode = optionalText("network.ingressMode", value["ingressMode"]);
  const egressMode = optionalText("network.egressMode", value["egressMode"]);
  const exposedPorts = readPortNumbers(value["exposedPorts"]);
  return Object.freeze({
    ...(ingressMode === undefined ? {} : { ingressMode }),
    ...(exposedPorts.length === 0 ? {} : { exposedPorts }),
    ...(egressMode === undefined ? {} : { egressMode }),
  });
}

/** Refuses anything but a port number. */
export function readPortNumber(field: string, value: unknown): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 65_535) return value;
  throw refusal(field, `must be a port number from 1 to 65535, but is ${show(value)}.`);
}

function readPortNumbers(value: unknown): readonly number[] {
  const field = "network.exposedPorts";
  if (isAbsent(value)) return [];
  if (!Array.isArray(value)) throw refusal(field, `must be an array of port numbers, but is ${show(value)}.`);
  return Object.freeze(value.map((port: unknown, index) => readPortNumber(`${field}[${index}]`, port)));
}
