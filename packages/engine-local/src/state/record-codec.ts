import type { MountedFile, ResourceAmounts, SandboxRecord, SandboxSpec } from "@cwsandbox/engine";

import { readJson } from "./json-reader.js";
import type { JsonReader } from "./json-reader.js";
import type { RequestedEnd, ResolvedBase, StoredSandbox } from "./stored-sandbox.js";

const FORMAT = "cwsandbox-sandbox-1";
const STATES = ["creating", "running", "terminating", "completed", "failed", "terminated"] as const;
const END_CAUSES = ["exited", "stopped", "lifetime", "out-of-memory", "lost"] as const;
const REQUESTED_CAUSES = ["stopped", "lifetime"] as const;

/** The text of a record file. */
export function encodeStored({ record, ...rest }: StoredSandbox): string {
  const files = record.spec.files.map(({ path, content }) => ({
    path,
    base64: Buffer.from(content).toString("base64"),
  }));
  const spec = { ...record.spec, files };
  return `${JSON.stringify({ format: FORMAT, record: { ...record, spec }, ...rest })}\n`;
}

/** @throws Error naming what is wrong with the text. */
export function decodeStored(text: string): StoredSandbox {
  const reader = readJson(JSON.parse(text));
  reader.word("format", [FORMAT]);
  const range = reader.object("idRange");
  return {
    record: decodeRecord(reader.object("record")),
    idRange: { first: range.number("first"), count: range.number("count") },
    ...optional(reader, "base", () => decodeBase(reader.object("base"))),
    ...optional(reader, "requestedEnd", () => decodeRequestedEnd(reader.object("requestedEnd"))),
  };
}

function decodeRecord(reader: JsonReader): SandboxRecord {
  return {
    id: reader.text("id"),
    spec: decodeSpec(reader.object("spec")),
    state: reader.word("state", STATES),
    stateReason: reader.text("stateReason"),
    createdAt: reader.date("createdAt"),
    ...optional(reader, "startedAt", () => reader.date("startedAt")),
    ...optional(reader, "endedAt", () => reader.date("endedAt")),
    ...optional(reader, "exitCode", () => reader.number("exitCode")),
    ...optional(reader, "endCause", () => reader.word("endCause", END_CAUSES)),
  };
}

function decodeSpec(reader: JsonReader): SandboxSpec {
  const resources = reader.object("resources");
  return {
    image: reader.text("image"),
    command: reader.texts("command"),
    environment: reader.textMap("environment"),
    ...optional(reader, "workingDirectory", () => reader.text("workingDirectory")),
    resources: {
      requests: decodeAmounts(resources.object("requests")),
      limits: decodeAmounts(resources.object("limits")),
    },
    files: reader.objects("files").map(decodeFile),
    tags: reader.texts("tags"),
    maxLifetimeSeconds: reader.number("maxLifetimeSeconds"),
    attachments: reader.textMap("attachments"),
  };
}

function decodeAmounts(reader: JsonReader): ResourceAmounts {
  return {
    ...optional(reader, "cpuMillicores", () => reader.number("cpuMillicores")),
    ...optional(reader, "memoryBytes", () => reader.number("memoryBytes")),
  };
}

function decodeFile(reader: JsonReader): MountedFile {
  return { path: reader.text("path"), content: Buffer.from(reader.text("base64"), "base64") };
}

function decodeBase(reader: JsonReader): ResolvedBase {
  const user = reader.object("user");
  return {
    imageDigest: reader.text("imageDigest"),
    environment: reader.textMap("environment"),
    workingDirectory: reader.text("workingDirectory"),
    user: { uid: user.number("uid"), gid: user.number("gid") },
  };
}

function decodeRequestedEnd(reader: JsonReader): RequestedEnd {
  return {
    cause: reader.word("cause", REQUESTED_CAUSES),
    reason: reader.text("reason"),
    killAt: reader.date("killAt"),
  };
}

/** The field when it is there, and no field at all when it is not. */
function optional<const Name extends string, Value>(
  reader: JsonReader,
  name: Name,
  decode: () => Value,
): { readonly [Key in Name]?: Value } {
  const empty: { readonly [Key in Name]?: Value } = {};
  return reader.has(name) ? { ...empty, [name]: decode() } : empty;
}
