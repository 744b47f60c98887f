import { refuseReference } from "./errors.js";

/** The name of the image that is made from the host. */
export const BUILTIN_REFERENCE = "builtin";

/** An image name in its parts, as container tools write it: `name[:tag][@digest]`. */
export interface ImageReference {
  /** The whole in its one spelling: with `:latest` when it had neither tag nor digest. */
  readonly text: string;
  readonly name: string;
  readonly tag?: string;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest?: string;
}

const HOST = String.raw`(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*(?::[0-9]+)?`;
const PART = String.raw`[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*`;
const NAME = new RegExp(`^(?:${HOST}/)?${PART}(?:/${PART})*$`);
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const MAX_NAME_LENGTH = 255;

/** Whether a text is a digest of the only kind that is supported: sha256, lower-case hexadecimal. */
export function isDigest(text: string): boolean {
  return DIGEST.test(text);
}

/** Takes a reference apart. @throws EngineError `invalid` with what is wrong. */
export function parseReference(reference: string): ImageReference {
  if (reference === "") throw refuseReference(reference, "is empty: give one such as python:3.11");
  const at = reference.indexOf("@");
  const digest = at === -1 ? undefined : reference.slice(at + 1);
  const tagged = at === -1 ? reference : reference.slice(0, at);
  // A colon before the last slash belongs to the port of a host.
  const colon = tagged.indexOf(":", tagged.lastIndexOf("/") + 1);
  const name = colon === -1 ? tagged : tagged.slice(0, colon);
  const tag = colon === -1 ? undefined : tagged.slice(colon + 1);
  check(reference, { name, tag, digest });
  if (name === BUILTIN_REFERENCE && digest === undefined && (tag === undefined || tag === "latest")) {
    return { text: BUILTIN_REFERENCE, name };
  }
  const shownTag = tag ?? (digest === undefined ? "latest" : undefined);
  return {
    text: `${name}${shownTag === undefined ? "" : `:${shownTag}`}${digest === undefined ? "" : `@${digest}`}`,
    name,
    ...(shownTag === undefined ? {} : { tag: shownTag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

function check(
  reference: string,
  parts: {
    readonly name: string;
    readonly tag: string | undefined;
    readonly digest: string | undefined;
  },
): void {
  if (parts.name.length > MAX_NAME_LENGTH) {
    throw refuseReference(reference, `has a name of more than ${MAX_NAME_LENGTH} characters`);
  }
  if (!NAME.test(parts.name)) {
    const rule = "lower-case letters, digits and single . _ - between them, in parts divided by /";
    throw refuseReference(reference, `has no valid name: ${rule}`);
  }
  if (parts.tag !== undefined && !TAG.test(parts.tag)) {
    throw refuseReference(reference, "has no valid tag: up to 128 letters, digits, _ . -");
  }
  if (parts.digest !== undefined && !isDigest(parts.digest)) {
    throw refuseReference(reference, "has no valid digest: sha256: and 64 lower-case hexadecimal digits");
  }
}
