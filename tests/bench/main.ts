// npm run bench [-- SUITE…] [--json]: what the software does on this machine, beside what the machine itself needs.
import { readArguments, type SuiteName } from "./arguments.js";
import { Bench } from "./bench.js";
import type { Figure } from "./figure.js";
import { describeMachine } from "./machine.js";
import { formatJson, formatReport } from "./report.js";
import { measureCalls } from "./suites/calls.js";
import { measureCapture } from "./suites/capture.js";
import { measureCreate } from "./suites/create.js";
import { measureExec } from "./suites/exec.js";
import { measureFiles } from "./suites/files.js";
import { measureIdle } from "./suites/idle.js";
import { measureMap } from "./suites/map.js";
import { measureStreams } from "./suites/streams.js";
import { measureValues } from "./suites/values.js";

const SUITES: Readonly<Record<SuiteName, (bench: Bench) => Promise<Figure[]>>> = {
  calls: measureCalls,
  map: measureMap,
  create: measureCreate,
  exec: measureExec,
  streams: measureStreams,
  files: measureFiles,
  idle: measureIdle,
  capture: measureCapture,
  values: measureValues,
};

async function main(words: readonly string[]): Promise<void> {
  const { suites, json } = readArguments(words);
  const machine = await describeMachine();
  const bench = new Bench();
  const figures: Figure[] = [];
  for (const name of suites) {
    say(`measuring ${name}`);
    figures.push(...(await SUITES[name](bench).catch((error: unknown) => giveUp(bench, name, error))));
  }
  say("");
  const { memory, remarks } = bench;
  const report = { machine, floors: bench.floors.known(), figures, memory, remarks };
  console.log(json ? formatJson(figures) : formatReport(report));
}

/** The others are measured all the same. */
function giveUp(bench: Bench, name: SuiteName, error: unknown): Figure[] {
  console.error(error);
  bench.remark(`${name} failed, see above.`);
  process.exitCode = 1;
  return [];
}

function say(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${text}`);
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof TypeError ? error.message : error);
  process.exitCode = 1;
});
