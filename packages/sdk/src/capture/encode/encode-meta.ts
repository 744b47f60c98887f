import { dirname } from "node:path";
import { type Builder, nodeValue, type Property, type Value } from "../payload/index.js";
import { fileOf } from "../packages/index.js";
import type { Script } from "../engine/index.js";

/** What `import.meta` says about a file: where it lies here. */
export function encodeMeta(builder: Builder, script: Script): Value {
  const file = fileOf(script);
  const props: Property[] = [["url", script.url]];
  if (file !== null) props.push(["filename", file], ["dirname", dirname(file)]);
  return nodeValue(builder.nodes.push({ kind: "object", proto: null, props }) - 1);
}
