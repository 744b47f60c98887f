import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import * as fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { s, ToolError, ToolRegistry } from "./registry.js";

/** The functions that a model may call. */
const execFileAsync = promisify(execFile);
const MAX_OUTPUT = 200;
const allowed = new Set(["echo", "printf", "sort"]);

const truncate = (text: string, max = MAX_OUTPUT): string =>
  text.length <= max ? text : `${text.slice(0, max)}… (${text.length - max} more)`;

async function inScratch<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), `agent-${randomUUID().slice(0, 4)}-`));
  try {
    return await work(directory);
  } finally {
    await fs.rm(directory, { recursive: true, force: true });
  }
}

const tools = new ToolRegistry("agent")
  .define("run_command", {
    description: "Runs an allowed program.",
    input: s.object({ program: s.string(), args: s.array(s.string()) }),
    async execute({ program, args }) {
      if (!allowed.has(program)) throw new Error(`${program} is not allowed`);
      const { stdout } = await execFileAsync(program, args);
      return truncate(stdout);
    },
  })
  .define("count_words", {
    description: "Counts words in a text.",
    input: s.object({ text: s.string(), least: s.number().optional() }),
    execute: ({ text, least = 1 }) => {
      const counts = new Map<string, number>();
      for (const [word] of text.toLowerCase().matchAll(/\p{L}+/gu)) {
        if (word.length >= least) counts.set(word, (counts.get(word) ?? 0) + 1);
      }
      return Object.fromEntries([...counts].sort(([a], [b]) => a.localeCompare(b)));
    },
  })
  .define("edit_file", {
    description: "Writes a file and replaces in it.",
    input: s.object({ content: s.string(), search: s.string(), replace: s.string() }),
    execute: async ({ content, search, replace }) =>
      inScratch(async (directory) => {
        const file = path.join(directory, "notes.txt");
        await fs.writeFile(file, content);
        const before = await fs.readFile(file, "utf8");
        if (!before.includes(search)) throw new RangeError(`"${search}" does not occur`);
        await fs.writeFile(file, before.replaceAll(search, replace));
        return { content: await fs.readFile(file, "utf8"), files: await fs.readdir(directory) };
      }),
  });

interface Step {
  readonly tool: string;
  readonly input: unknown;
}

async function runPlan(steps: readonly Step[]): Promise<unknown[]> {
  const results: unknown[] = [];
  for (const { tool, input } of steps) {
    try {
      results.push(await tools.call(tool, input));
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      console.error("failed:", error.tool);
      results.push(error.message);
    }
  }
  console.log(tools.history.join("\n"));
  return results;
}

export const CORPUS = [
  {
    name: "a plan of tools",
    fn: runPlan,
    args: [
      [
        { tool: "run_command", input: { program: "printf", args: ["%s-%s", "a", "b"] } },
        { tool: "run_command", input: { program: "rm", args: ["-rf", "/"] } },
        { tool: "count_words", input: { text: "the cat and the Hat", least: 3 } },
        { tool: "edit_file", input: { content: "one two one", search: "one", replace: "three" } },
        { tool: "edit_file", input: { content: "one", search: "four", replace: "" } },
      ],
    ],
  },
  { name: "a tool by itself", fn: (text: string) => tools.call("count_words", { text }), args: ["a b a"] },
  { name: "an input that does not fit", fn: () => tools.call("count_words", { text: 5 }) },
  { name: "a tool that is not there", fn: async () => tools.call("fly", {}) },
];
