import { once } from "node:events";

import { resolvePath } from "./file-system.js";
import type { FakeCommand, FakeCommandContext } from "./options.js";
import { shellCommand } from "./shell.js";

const CHUNK_SIZE_BYTES = 65_536;

/** The commands that every fake sandbox has: a few of coreutils, and a very small `sh`. */
export const STANDARD_COMMANDS: Readonly<Record<string, FakeCommand>> = {
  sh: shellCommand,
  true: () => 0,
  ":": () => 0,
  false: () => 1,
  echo: async ({ arguments: words, write }) => {
    const newline = words[0] !== "-n";
    await write("stdout", (newline ? words : words.slice(1)).join(" ") + (newline ? "\n" : ""));
    return 0;
  },
  printf: async ({ arguments: [format = "", ...values], write }) => {
    await write("stdout", printfBytes(format, values));
    return 0;
  },
  cat: async (process) => {
    for (const path of process.arguments) {
      await process.write("stdout", process.files.read(resolvePath(process.workingDirectory, path)));
    }
    if (process.arguments.length === 0) {
      for await (const chunk of process.stdin) {
        await process.write("stdout", chunk);
      }
    }
    return 0;
  },
  sleep: async ({ arguments: [seconds = "0"], killed }) => {
    await pause(seconds === "infinity" ? undefined : Number(seconds), killed);
    return 0;
  },
  pwd: async ({ workingDirectory, write }) => {
    await write("stdout", `${workingDirectory}\n`);
    return 0;
  },
  env: async ({ environment, write }) => {
    const lines = Object.entries(environment).map(([name, value]) => `${name}=${value}\n`);
    await write("stdout", lines.join(""));
    return 0;
  },
  printenv: async ({ arguments: [name = ""], environment, write }) => {
    const value = environment[name];
    await write("stdout", value === undefined ? "" : `${value}\n`);
    return value === undefined ? 1 : 0;
  },
  seq: async ({ arguments: [first = "1", last = "1"], write }) => {
    const count = Number(last) - Number(first) + 1;
    const lines = Array.from({ length: count }, (_value, index) => `${Number(first) + index}\n`);
    await write("stdout", lines.join(""));
    return 0;
  },
  head: headCommand,
  mkdir: (process) => {
    const paths = process.arguments.filter((word) => !word.startsWith("-"));
    paths.forEach((path) => process.files.makeDirectory(resolvePath(process.workingDirectory, path)));
    return 0;
  },
  rm: (process) => {
    const paths = process.arguments.filter((word) => !word.startsWith("-"));
    paths.forEach((path) => process.files.remove(resolvePath(process.workingDirectory, path)));
    return 0;
  },
  test: (process) => {
    const [option, path = ""] = process.arguments;
    const { files } = process;
    const name = resolvePath(process.workingDirectory, path);
    return (option === "-d" ? files.isDirectory(name) : files.isFile(name)) ? 0 : 1;
  },
};

/** `head -c SIZE /dev/zero`, and of no other file. */
async function headCommand(process: FakeCommandContext): Promise<number> {
  const [option, size = "", path] = process.arguments;
  if (option !== "-c" || path !== "/dev/zero") {
    throw new Error("the in-memory head knows only -c SIZE /dev/zero");
  }
  for (let left = Number(size); left > 0 && !process.killed.aborted; left -= CHUNK_SIZE_BYTES) {
    await process.write("stdout", new Uint8Array(Math.min(left, CHUNK_SIZE_BYTES)));
  }
  return 0;
}

function printfBytes(format: string, values: readonly string[]): Buffer {
  const rest = [...values];
  const pieces = [...format.matchAll(/%s|%%|\\([0-7]{1,3})|\\(.)|[^\\%]+/gs)].map((match) => {
    const [piece, octal, escaped] = match;
    if (octal !== undefined) {
      return Buffer.from([Number.parseInt(octal, 8)]);
    }
    if (escaped !== undefined) {
      return Buffer.from({ n: "\n", t: "\t", r: "\r" }[escaped] ?? escaped);
    }
    return Buffer.from(piece === "%s" ? (rest.shift() ?? "") : piece.replace("%%", "%"));
  });
  return Buffer.concat(pieces);
}

async function pause(seconds: number | undefined, killed: AbortSignal): Promise<void> {
  if (killed.aborted) {
    return;
  }
  const timer = new AbortController();
  const timeout = seconds === undefined ? undefined : setTimeout(() => timer.abort(), seconds * 1000);
  await Promise.race([once(killed, "abort"), once(timer.signal, "abort")]);
  clearTimeout(timeout);
}
