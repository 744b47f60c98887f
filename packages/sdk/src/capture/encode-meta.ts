import { dirname } from "node:path";
import { type Builder, nodeValue } from "./builder.js";
import type { Property, Value } from "./graph.js";
import { fileOf } from "./package-place.js";
import type { Script } from "./scripts.js";

/** What `import.meta` says about a file: where it lies here. */
export function encodeMeta(builder: Builder, script: Script): Value {
  const file = fileOf(script);
  const props: Property[] = [["url", script.url]];
  if (file !== null) props.push(["filename", file], ["dirname", dirname(file)]);
  return nodeValue(builder.nodes.push({ kind: "object", proto: null, props }) - 1);
}
