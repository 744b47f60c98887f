import { createHash } from "node:crypto";

import type { SandboxSpec } from "@cwsandbox/engine";

/**
 * What a sandbox looks like from inside: sandboxes of one key can stand for each other. The key is made of the whole
 * spec without what is only noted down about a sandbox, so a field that is added to the spec belongs to the key unless
 * somebody takes it out here.
 *
 * @param imageDigest The reference may have come to mean another image since.
 */
export function poolKey(purpose: string, imageDigest: string, spec: SandboxSpec): string {
  const { tags: _tags, attachments: _attachments, maxLifetimeSeconds: _lifetime, ...shape } = spec;
  return createHash("sha256")
    .update(JSON.stringify([purpose, imageDigest, sorted(shape)]))
    .digest("base64");
}

/** Equal contents give equal texts, in whatever order their properties were set. */
function sorted(value: unknown): unknown {
  if (value instanceof Uint8Array) return createHash("sha256").update(value).digest("base64");
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, member]) => [name, sorted(member)]);
}
