import { types } from "node:util";
import { builtinPath } from "../builtins/index.js";
import { visitMembers } from "../packages/index.js";
import type { Builder } from "../payload/index.js";
import { isProgramFunction } from "./builtin-change.js";
import { isNativeFunction } from "./native-functions.js";
import { packageScript } from "./package-code.js";
import { knownReference } from "./references.js";
import { refusalOf } from "./refusals.js";
import { isObject } from "../../support/index.js";

/** Whose something is: data of anybody, something with code of the program in it, or what only a package can make. */
export type Content = "data" | "of the program" | "of a package";

/** More than a configuration has. */
const MAX_OBJECTS = 1000;

/**
 * Looks through the parts of a member for code.
 *
 * @param packageName - Whose member it is. What another package exports is found there, and so is no obstacle.
 */
export function contentOf(
  builder: Builder,
  descriptor: PropertyDescriptor,
  packageName: string | null,
): Content {
  const seen = new Set<object>();
  const add = (value: unknown): void => {
    if (isObject(value)) seen.add(value);
  };
  for (const part of Object.values(descriptor)) add(part);
  let content: Content = "data";
  // What is added on the way is visited as well.
  for (const value of seen) {
    if (seen.size > MAX_OBJECTS) return "of a package";
    const found = contentOfOne(builder, value, packageName);
    if (found === "of the program") return found;
    if (found === "of a package") content = found;
    if (found !== null) continue;
    builder.putIntoPackages.add(value);
    for (const part of partsOf(value)) add(part);
  }
  return content;
}

/** Null where it depends on the parts. */
function contentOfOne(builder: Builder, value: object, packageName: string | null): Content | null {
  if (types.isProxy(value)) return "of a package";
  if (builtinPath(value) !== null) return "data";
  const reference = knownReference(builder, value);
  if (reference !== null && reference.packageName !== packageName) return "data";
  if (typeof value === "function") {
    if (!isProgramFunction(builder, value)) return "data";
    return packageScript(builder, value) === null ? "of the program" : "of a package";
  }
  return refusalOf(value, (fn) => isNativeFunction(builder, fn)) === null ? null : "of a package";
}

function partsOf(value: object): unknown[] {
  const proto: unknown = Object.getPrototypeOf(value);
  const owner: unknown = isObject(proto)
    ? Object.getOwnPropertyDescriptor(proto, "constructor")?.value
    : null;
  const parts = [owner];
  visitMembers(value, (_name, _key, descriptor) => {
    parts.push(...Object.values(descriptor));
  });
  return parts;
}
