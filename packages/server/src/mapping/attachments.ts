import type { SandboxRecord, SandboxSpec } from "@cwsandbox/engine";
import { v1 } from "@cwsandbox/wire";

/** What the server remembers with a sandbox and its engine does not understand. */
export interface Attachments {
  /** Principal that may see the sandbox. */
  readonly owner: string;
  /** The caller's idempotency token and the digest of the request it came with. */
  readonly requestId?: string;
  readonly requestDigest?: string;
  /** Lease the sandbox ends with. */
  readonly leaseId?: string;
  /** Longest time one command may take, in seconds. */
  readonly maxCommandSeconds?: number;
  readonly displayName?: string;
  /** The request's spec as clients see it again: without files and network, quantities as they were sent. */
  readonly spec: v1.SandboxSpec;
}

const KEY = {
  OWNER: "owner",
  REQUEST_ID: "request-id",
  REQUEST_DIGEST: "request-digest",
  LEASE_ID: "lease-id",
  MAX_COMMAND_SECONDS: "max-command-seconds",
  DISPLAY_NAME: "display-name",
  SPEC: "spec",
} as const;

/** As the texts an engine keeps with its record. */
export function encodeAttachments(attachments: Attachments): SandboxSpec["attachments"] {
  const { owner, requestId, requestDigest, leaseId, maxCommandSeconds, displayName, spec } = attachments;
  return {
    [KEY.OWNER]: owner,
    [KEY.SPEC]: Buffer.from(v1.SandboxSpec.encode(spec).finish()).toString("base64"),
    ...(requestId === undefined ? {} : { [KEY.REQUEST_ID]: requestId }),
    ...(requestDigest === undefined ? {} : { [KEY.REQUEST_DIGEST]: requestDigest }),
    ...(leaseId === undefined ? {} : { [KEY.LEASE_ID]: leaseId }),
    ...(maxCommandSeconds === undefined ? {} : { [KEY.MAX_COMMAND_SECONDS]: String(maxCommandSeconds) }),
    ...(displayName === undefined ? {} : { [KEY.DISPLAY_NAME]: displayName }),
  };
}

/**
 * Back from a record. A record that another program made, or whose texts cannot be read, has an owner
 * nobody is, and so stays invisible.
 */
export function decodeAttachments(record: SandboxRecord): Attachments {
  const texts = record.spec.attachments;
  const requestId = texts[KEY.REQUEST_ID];
  const requestDigest = texts[KEY.REQUEST_DIGEST];
  const leaseId = texts[KEY.LEASE_ID];
  const maxCommandSeconds = texts[KEY.MAX_COMMAND_SECONDS];
  const displayName = texts[KEY.DISPLAY_NAME];
  return {
    owner: texts[KEY.OWNER] ?? "",
    spec: decodeSpec(texts[KEY.SPEC] ?? ""),
    ...(requestId === undefined ? {} : { requestId }),
    ...(requestDigest === undefined ? {} : { requestDigest }),
    ...(leaseId === undefined ? {} : { leaseId }),
    ...(maxCommandSeconds === undefined ? {} : { maxCommandSeconds: Number(maxCommandSeconds) }),
    ...(displayName === undefined ? {} : { displayName }),
  };
}

/** Owner of a record, without the cost of reading the rest. */
export function ownerOf(record: SandboxRecord): string {
  return record.spec.attachments[KEY.OWNER] ?? "";
}

function decodeSpec(text: string): v1.SandboxSpec {
  try {
    return v1.SandboxSpec.decode(Buffer.from(text, "base64"));
  } catch {
    return v1.SandboxSpec.create();
  }
}
