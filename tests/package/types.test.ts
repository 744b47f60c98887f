import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as cwsandbox from "cwsandbox";
import { expect, test } from "vitest";

const folder = fileURLToPath(new URL("../types", import.meta.url));
const files = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), "utf8"));
const source = files.join("\n");

/** Members of the language, which need no test of their types. */
const COMMON = new Set(["constructor", "toString", "name"]);

test("the type tests name every public function and class, and every member of the classes", () => {
  const missing = Object.entries(cwsandbox).flatMap(([name, value]) => {
    if (!new RegExp(`\\b${name}\\b`).test(source)) return [name];
    return membersOf(value)
      .filter((member) => !isTested(name, member))
      .map((member) => `${name}["${member}"]`);
  });
  expect(missing).toEqual([]);
});

/** Own methods and accessors of a class. */
function membersOf(value: unknown): string[] {
  if (typeof value !== "function") return [];
  const prototype: unknown = Object.getOwnPropertyDescriptor(value, "prototype")?.value;
  if (typeof prototype !== "object" || prototype === null) return [];
  return Object.getOwnPropertyNames(prototype).filter((member) => !COMMON.has(member));
}

function isTested(className: string, member: string): boolean {
  return new RegExp(`\\b${className}(<[^>]*>)?\\["${member}"\\]`).test(source);
}
