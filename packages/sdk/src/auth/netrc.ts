import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { CWSandboxAuthenticationError } from "../errors/index.js";

/**
 * The password that the user's netrc file (`NETRC`, else `~/.netrc`) holds for the first of these machines.
 * Its `default` entry is left out: it is meant for anybody.
 */
export async function findNetrcPassword(machines: readonly string[]): Promise<string | undefined> {
  const passwords = parseNetrc(await readNetrc());
  for (const machine of machines) {
    const password = passwords.get(machine);
    if (password !== undefined) return password;
  }
  return undefined;
}

async function readNetrc(): Promise<string> {
  const file = process.env["NETRC"] || join(homedir(), ".netrc");
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw new CWSandboxAuthenticationError(`The netrc file ${file} cannot be read.`, { cause: error });
  }
}

/** Password of each machine; the first entry of a machine counts. */
export function parseNetrc(text: string): ReadonlyMap<string, string> {
  const passwords = new Map<string, string>();
  // A macro goes on until the next empty line, and may contain anything.
  const entries = text
    .replace(/^\s*macdef\b[\s\S]*?(?:\n[ \t]*\n|(?![\s\S]))/gm, "")
    .replace(/(^|\s)#.*$/gm, "$1");
  const words = entries.match(/"(?:\\.|[^"\\])*"|\S+/g) ?? [];
  let machine: string | undefined;
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === "default") {
      machine = undefined;
      continue;
    }
    // Every other word is a name that is followed by its value.
    const value = unquote(words.shift() ?? "");
    if (word === "machine") machine = value;
    else if (word === "password" && machine !== undefined && !passwords.has(machine)) {
      passwords.set(machine, value);
    }
  }
  return passwords;
}

function unquote(word: string): string {
  return word.startsWith('"') ? word.slice(1, -1).replace(/\\(.)/g, "$1") : word;
}
