import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import os from "node:os";
import { promisify } from "node:util";

import { sandboxNode } from "./floors/index.js";

const execute = promisify(execFile);

/** What was measured and where, in two lines. */
export async function describeMachine(): Promise<string[]> {
  const release = await readFile("/etc/os-release", "utf8").catch(() => "");
  const system = /^PRETTY_NAME="(.*)"$/m.exec(release)?.[1] ?? os.platform();
  const memoryGiB = Math.round(os.totalmem() / 2 ** 30);
  const model = os.cpus()[0]?.model ?? "unknown";
  const load = (os.loadavg()[0] ?? 0).toFixed(1);
  const [inside, runtime, commit] = await Promise.all([
    firstLine(sandboxNode(), ["--version"]),
    firstLine("crun", ["--version"]),
    firstLine("git", ["describe", "--always", "--dirty"]),
  ]);
  const version = await ownVersion();
  return [
    `${system}, kernel ${os.release()}, ${os.availableParallelism()} processors (${model}), ${memoryGiB} GiB, load ${load}`,
    `cwsandbox ${version} (${commit}), Node ${process.version} outside, ${inside} in sandboxes, ${runtime}, ${new Date().toISOString()}`,
  ];
}

async function firstLine(program: string, words: readonly string[]): Promise<string> {
  const answer = await execute(program, words).catch(() => undefined);
  return answer?.stdout.split("\n")[0] ?? `no ${program}`;
}

async function ownVersion(): Promise<string> {
  const file = createRequire(import.meta.url).resolve("../../packages/sdk/package.json");
  const manifest: unknown = JSON.parse(await readFile(file, "utf8"));
  const hasVersion = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return hasVersion ? String(manifest.version) : "of unknown version";
}
