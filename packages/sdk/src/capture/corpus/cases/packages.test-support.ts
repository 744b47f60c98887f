import { parse, Parser, tokTypes } from "acorn";
import * as acorn from "acorn";
import { analyze } from "eslint-scope";
import type { CorpusCase } from "./case.test-support.js";

const parserOfThisFile = { parse, options: { ecmaVersion: "latest" as const } };
class CountingParser extends Parser {
  static count(text: string): number {
    return this.parse(text, { ecmaVersion: "latest" }).body.length;
  }
}

/** Code of installed packages, by every way to get at it. */
export const PACKAGE_CASES: readonly CorpusCase[] = [
  {
    name: "package function",
    fn: (text: string) => parse(text, { ecmaVersion: 2020 }).body.length,
    args: ["1;2;3"],
  },
  {
    name: "package namespace",
    fn: (text: string) => acorn.parse(text, { ecmaVersion: 2020 }).type,
    args: ["x"],
  },
  { name: "package object", fn: () => tokTypes.name.label },
  {
    name: "package class",
    fn: (text: string) => Parser.parse(text, { ecmaVersion: 2020 }).end,
    args: ["let x"],
  },
  { name: "package class extended", fn: (text: string) => CountingParser.count(text), args: ["a;b"] },
  {
    name: "package function in an object",
    fn: (text: string) => parserOfThisFile.parse(text, parserOfThisFile.options).body.length,
    args: ["a;b;c;d"],
  },
  {
    name: "two packages",
    fn: () => {
      const program = parse("let x = y;", { ecmaVersion: 2022, ranges: true });
      return analyze(Object(program), { ecmaVersion: 2022 }).globalScope?.through.length;
    },
  },
  {
    name: "package imported inside",
    fn: async (text: string) => {
      const { parse: parseInside } = await import("acorn");
      return parseInside(text, { ecmaVersion: 2020 }).body.length;
    },
    args: ["1;2"],
  },
];
