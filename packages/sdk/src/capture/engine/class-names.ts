import type { Inspector } from "./inspector.js";

/**
 * The names of the classes that made some objects, whatever they inherit from now; `Object` for literals, and where the
 * engine does not know better.
 */
export function readClassNames(inspector: Inspector, values: readonly object[]): string[] {
  const names: string[] = [];
  for (const { name, value } of inspector.propertiesOf(inspector.idOf(values)).result) {
    const index = Number(name);
    if (Number.isInteger(index)) names[index] = value?.className ?? "Object";
  }
  return names;
}
