import { createHash, type Hash } from "node:crypto";

/**
 * SHA-256 over the content of a decoded message, independent of the order in which its maps were sent, so
 * that the same request is recognised whoever encoded it.
 */
export function digestOf(message: unknown): string {
  const hash = createHash("sha256");
  feed(hash, message);
  return hash.digest("hex");
}

function feed(hash: Hash, value: unknown): void {
  if (value instanceof Uint8Array) {
    hash.update(`bytes ${String(value.byteLength)}:`).update(value);
  } else if (value instanceof Date) {
    hash.update(`date ${String(value.getTime())};`);
  } else if (Array.isArray(value)) {
    hash.update(`list ${String(value.length)}:`);
    for (const item of value) feed(hash, item);
  } else if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : 1));
    hash.update(`map ${String(entries.length)}:`);
    for (const [key, item] of entries) {
      feed(hash, key);
      feed(hash, item);
    }
  } else {
    const text = String(value);
    hash.update(`${typeof value} ${String(text.length)}:${text};`);
  }
}
