import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterEach, beforeEach, expect, test } from "vitest";

import { hostBuiltinSources } from "../images/index.js";
import { installCallTools } from "./call-tools.js";

const launch = fileURLToPath(new URL(`../../prebuilt/linux-${process.arch}/launch`, import.meta.url));
const UNTIL_TEST_ENDS = new AbortController().signal;

let directory = "";

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "call-tools-"));
});
afterEach(() => rm(directory, { recursive: true }));

/** What the runner for JavaScript says first, and its complaints. */
async function firstWords(mode: string): Promise<readonly string[]> {
  const { node } = await hostBuiltinSources();
  const child = spawn(node.binary, [join(directory, "start.cjs"), mode], {
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  const channel = child.stdio[3];
  if (!(channel instanceof Socket) || child.stderr === null) throw new Error("started without its channel");
  const complaints: string[] = [];
  child.stderr.on("data", (data: Buffer) => complaints.push(String(data)));
  const [said]: unknown[] = await Promise.race([once(channel, "data"), once(channel, "close")]);
  channel.destroy();
  await once(child, "close");
  return [String(said), ...complaints];
}

async function compiledFiles(): Promise<readonly string[]> {
  return (await readdir(directory)).filter((name) => name.endsWith(".compiled"));
}

test.each(["--parked", "--awaited"])("a runner told %s waits for its call, compiled or not", async (mode) => {
  const { compile } = await installCallTools(directory, launch);
  expect(await firstWords(mode)).toEqual(["r"]);
  await compile(UNTIL_TEST_ENDS);
  expect(await compiledFiles()).toHaveLength(1);
  expect(await firstWords(mode)).toEqual(["r"]);
});

test("what is compiled is refused when it is broken, and replaced with the runner", async () => {
  const { compile } = await installCallTools(directory, launch);
  await compile(UNTIL_TEST_ENDS);
  const [name = ""] = await compiledFiles();
  await truncate(join(directory, name), 1000);
  expect(await firstWords("--awaited")).toEqual(["r"]);
  await writeFile(join(directory, name), "nonsense");
  expect(await firstWords("--awaited")).toEqual(["r"]);
  await installCallTools(directory, launch);
  expect(await compiledFiles()).toEqual([]);
});
