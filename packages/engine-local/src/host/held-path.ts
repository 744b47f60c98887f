import { randomBytes } from "node:crypto";
import type { FileHandle } from "node:fs/promises";

const DRAFT = /^\.cwsandbox-[0-9a-f]{16}$/;

/** Text as a byte string: one character per byte, as file names need not be UTF-8. */
export function toByteString(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

/** The way to a held descriptor, or to a name in a held directory, that no exchange of names can divert. */
export function heldPath(handle: FileHandle, name?: string): Buffer {
  const held = `/proc/self/fd/${handle.fd}`;
  return Buffer.from(name === undefined ? held : `${held}/${name}`, "latin1");
}

/** Where something is made that gets its name when it is complete. */
export function draftPath(parent: FileHandle): Buffer {
  return heldPath(parent, `.cwsandbox-${randomBytes(8).toString("hex")}`);
}

export function isDraftName(name: string): boolean {
  return DRAFT.test(name);
}
