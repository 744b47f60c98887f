import type { BundledReference, PackageReference } from "../capture/index.js";

/** A module as the entry names it: the number of its reference. */
export const REFERENCE_PREFIX = "cwsandbox-reference:";

/** The program whose exports are the references: nothing else of the packages is taken than what they need. */
export function entryText(references: readonly BundledReference[]): string {
  return references
    .map(({ name, reference }, index) => line(name, reference, JSON.stringify(REFERENCE_PREFIX + index)))
    .join("\n");
}

function line(name: string, { how, path, isLazy = false }: PackageReference, source: string): string {
  if (isLazy) return `export const ${name} = () => ${how}(${source});`;
  if (how === "require") return `export const ${name} = require(${source})${memberText(path)};`;
  const [first, ...inner] = path;
  if (first === undefined) return `import * as ${name} from ${source}; export { ${name} };`;
  const imported = first === "default" ? "default" : JSON.stringify(first);
  if (inner.length === 0) return `export { ${imported} as ${name} } from ${source};`;
  return `import { ${imported} as ${name}m } from ${source}; export const ${name} = ${name}m${memberText(inner)};`;
}

function memberText(path: readonly string[]): string {
  return path.map((key) => `[${JSON.stringify(key)}]`).join("");
}
