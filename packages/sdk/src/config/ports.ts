import {
  checkKnownKeys,
  isAbsent,
  isRecord,
  optionalChoiceInAnyCase,
  optionalText,
  refusal,
  requiredText,
  show,
} from "./check.js";
import { readPortNumber } from "./port-range.js";

/** A port that the container listens on. */
export interface PortMapping {
  /** From 1 to 65535. */
  readonly containerPort: number;
  /** A name for people, for example `http`. */
  readonly name?: string | undefined;
  /** Default: the server's, TCP. */
  readonly protocol?: "tcp" | "udp" | "sctp" | undefined;
}

/** Checks and copies; empty when absent. */
export function readPorts(value: unknown): readonly PortMapping[] {
  if (isAbsent(value)) return Object.freeze([]);
  if (!Array.isArray(value)) throw refusal("ports", `must be an array of ports, but is ${show(value)}.`);
  return Object.freeze(value.map((port: unknown, index) => readPort(`ports[${index}]`, port)));
}

function readPort(owner: string, port: unknown): PortMapping {
  if (!isRecord(port)) throw refusal(owner, `must be an object with containerPort, but is ${show(port)}.`);
  checkKnownKeys(port, ["containerPort", "name", "protocol"], owner);
  const name = optionalText(`${owner}.name`, port["name"]);
  const protocol = optionalChoiceInAnyCase(`${owner}.protocol`, port["protocol"], ["tcp", "udp", "sctp"]);
  return Object.freeze({
    containerPort: readPortNumber(`${owner}.containerPort`, port["containerPort"]),
    ...(name === undefined ? {} : { name }),
    ...(protocol === undefined ? {} : { protocol }),
  });
}

/** A bucket that appears as a directory. */
export interface S3Mount {
  /** Name of the bucket. */
  readonly bucket: string;
  /** Directory in the bucket; empty for all of it. */
  readonly directory: string;
  /** Where it appears in the sandbox. */
  readonly mountPath: string;
}

/** Checks and copies; undefined when absent. */
export function readS3Mount(value: unknown): S3Mount | undefined {
  if (isAbsent(value)) return undefined;
  if (!isRecord(value)) {
    throw refusal(
      "s3Mount",
      `must be an object with bucket, directory and mountPath, but is ${show(value)}.`,
    );
  }
  checkKnownKeys(value, ["bucket", "directory", "mountPath"], "s3Mount");
  return Object.freeze({
    bucket: requiredText("s3Mount.bucket", value["bucket"]),
    directory: optionalText("s3Mount.directory", value["directory"]) ?? "",
    mountPath: requiredText("s3Mount.mountPath", value["mountPath"]),
  });
}
