// npm run bench [-- SUITE…] [--json]: what the software does on this machine, beside what the machine itself needs.
import { parseArgs } from "node:util";

import { describeMachine, printReport } from "./report.js";
import type { Figure } from "./figure.js";
import { type Floors, measureFloors } from "./floors.js";
import { measureCalls } from "./suites/calls.js";
import { measureCreate } from "./suites/create.js";
import { measureExec } from "./suites/exec.js";
import { measureMap } from "./suites/map.js";

const SUITES: Readonly<Record<string, (floors: Floors) => Promise<Figure[]>>> = {
  calls: measureCalls,
  create: measureCreate,
  exec: measureExec,
  map: measureMap,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false } },
});
const unknown = positionals.filter((name) => !(name in SUITES));
if (unknown.length > 0) {
  console.error(`Unknown suite ${unknown.join(", ")}; there are ${Object.keys(SUITES).join(", ")}.`);
  process.exit(2);
}

const chosen = positionals.length > 0 ? positionals : Object.keys(SUITES);
const say = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${text}`);
};

say("measuring the floors");
const floors = await measureFloors();
const figures: Figure[] = [];
for (const name of chosen) {
  say(`measuring ${name}`);
  figures.push(...((await SUITES[name]?.(floors)) ?? []));
}
say("");

if (values.json) console.log(JSON.stringify(figures, null, 2));
else printReport(await describeMachine(), floors, figures);
