import { isAbsent, isRecord, optionalText, refusal, requiredRecord, show } from "./check.js";

/** A port, or all ports from one to another. */
export interface PortRange {
  /** The first, from 1 to 65535. */
  readonly port: number;
  /** The last. Default: only the first. */
  readonly endPort?: number | undefined;
  /** `TCP`, `UDP` or `SCTP`. Default: the server's, TCP. */
  readonly protocol?: string | undefined;
}

/** Ports as users write them: a number alone, or an object. */
export type PortRangeInput = number | PortRange;

const PROTOCOLS: ReadonlySet<string> = new Set(["TCP", "UDP", "SCTP"]);

/** Refuses anything but a port number. */
export function readPortNumber(field: string, value: unknown): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 65_535) return value;
  throw refusal(field, `must be a port number from 1 to 65535, but is ${show(value)}.`);
}

/** Checks and copies. */
export function readPortRange(field: string, value: unknown): PortRange {
  if (!isRecord(value)) return Object.freeze({ port: readPortNumber(field, value) });
  requiredRecord(field, value, ["port", "endPort", "protocol"]);
  const port = readPortNumber(`${field}.port`, value["port"]);
  const endPort = isAbsent(value["endPort"])
    ? undefined
    : readPortNumber(`${field}.endPort`, value["endPort"]);
  if (endPort !== undefined && endPort < port) {
    throw refusal(`${field}.endPort`, `is ${endPort}, which is below the first port, ${port}.`);
  }
  const protocol = optionalText(`${field}.protocol`, value["protocol"])?.toUpperCase();
  if (protocol !== undefined && !PROTOCOLS.has(protocol)) {
    throw refusal(`${field}.protocol`, `must be TCP, UDP or SCTP, but is ${show(protocol)}.`);
  }
  return Object.freeze({
    port,
    ...(endPort === undefined ? {} : { endPort }),
    ...(protocol === undefined ? {} : { protocol }),
  });
}
