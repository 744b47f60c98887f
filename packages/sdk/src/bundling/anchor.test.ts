import { expect, test } from "vitest";
import { anchored } from "./anchor.js";

const PATH = "/project/tool.js";
const GIVEN = 'var __dirname="/project";';

test.each([
  ["uses it", "exports.at = () => __dirname;"],
  ["declares it in a function", "exports.at = () => { const __dirname = 1; return __dirname; }; __dirname;"],
  ["names it in code that is not strict", "with (exports) at = __dirname;"],
  ["has types", "export const at = (): string => __dirname;"],
])("a file that %s is told where it lies", (_, text) => {
  expect(anchored(text, PATH)).toBe(GIVEN + text);
});

test.each([
  [
    "a constant",
    'import { url } from "./url.js"; const a = 1, __dirname = url; export const at = __dirname;',
  ],
  ["an import", 'import { __dirname } from "./place.js"; export const at = __dirname;'],
  ["a function", "function __dirname() {}; __dirname();"],
  ["a constant beside types", "export const name: string = '';\nconst __dirname: string = name;"],
])("a file that declares the name keeps its own: %s", (_, text) => {
  expect(anchored(text, PATH)).toBe(text);
});

test("words in texts and comments are not meant", () => {
  const text = "// import.meta\nexport const a = 'import.meta';";
  expect(anchored(text, PATH)).toBe(text);
});
