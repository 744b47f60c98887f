import type { ext } from "@cwsandbox/wire";

/** The functions of most programs want sandboxes of a few kinds. */
const MOST_KNOWN = 16;
/** Mounted files make a description large; such a one is read every time. */
const LARGEST_KNOWN_BYTES = 16 * 1024;

/** Reads what calls want, and of those that want the same only the first: its result, which must not change, is kept. */
export function rememberStarts<Wanted>(
  read: (start: ext.StartCall) => Wanted,
): (start: ext.StartCall) => Wanted {
  const known = new Map<string, Wanted>();
  return (start) => {
    if (start.request.length + start.options.length > LARGEST_KNOWN_BYTES) return read(start);
    const key = keyOf(start);
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const wanted = read(start);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, wanted);
    return wanted;
  };
}

function keyOf({ request, options, language }: ext.StartCall): string {
  return `${String(language)} ${String(request.length)} ${textOf(request)}${textOf(options)}`;
}

/** A character for each byte. */
function textOf({ buffer, byteOffset, length }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString("latin1");
}
