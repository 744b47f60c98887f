// Runs other programs. Output is kept back and shown only when the program fails.
import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

import { Stop } from "./steps.mjs";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Where root's programs live although an ordinary user's PATH may not name it. */
const directories = [...(process.env.PATH ?? "").split(":"), "/usr/sbin", "/sbin"];

/** True when a program of this name can be started. */
export function hasProgram(name) {
  return directories.some((directory) => {
    try {
      accessSync(path.join(directory, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Runs a program in the repository's root and resolves to its exit code, its output going where ours goes. */
export function runVisibly(command, words, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { cwd: root, stdio: "inherit", ...options });
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(signal ? 1 : code));
  });
}

/** Runs a program silently; fails with its whole output when it does not exit with 0. */
export function runQuietly(command, words, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { cwd: root, stdio: ["ignore", "pipe", "pipe"], ...options });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(output);
      else reject(new Stop(`${command} ${words.join(" ")} ended with ${code}:\n\n${output.trim()}`));
    });
  });
}
