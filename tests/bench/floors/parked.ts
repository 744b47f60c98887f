import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

import { heldBytes } from "../memory.js";
import { measure } from "../measure.js";
import { summarise } from "../statistics.js";
import { withChild } from "./child.js";
import { sandboxNode } from "./processes.js";

const ROUNDS = 30;
/** As between the calls that are measured beside it: a process that has slept for a while wakes up slowly. */
const ASLEEP_SECONDS = 0.05;

/** Says that it is there, sleeps until a call comes, and answers it: what our runner does, and nothing more. */
const PARKED = `
  const { readSync, writeSync } = require("node:fs");
  const bytes = Buffer.alloc(65536);
  writeSync(1, "r");
  const size = readSync(0, bytes);
  const { text, base, args } = JSON.parse(bytes.toString("utf8", 0, size));
  writeSync(1, JSON.stringify(new Function("base", "return " + text)(base)(...args)));
`;

const CALL = JSON.stringify({ text: "(x) => base + x", base: 40, args: [2] });

/** Milliseconds. Each process answers once, like a prepared sandbox. */
export async function parkedRoundTrip(): Promise<number> {
  const samples: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await withChild(sandboxNode(), ["-e", PARKED], async ({ stdin, stdout }) => {
      await once(stdout, "data");
      await sleep(ASLEEP_SECONDS * 1000);
      samples.push(
        await measure(() => {
          stdin.write(CALL);
          return once(stdout, "data");
        }),
      );
    });
  }
  return summarise(samples).p50;
}

/** Beside another of its kind, because the pages of the program are there once for all. */
export function parkedNodeMegabytes(): Promise<number> {
  return withParked(() => withParked(async (pid) => (await heldBytes(pid, "Private")) / 1e6));
}

function withParked(use: (pid: number) => Promise<number>): Promise<number> {
  return withChild(sandboxNode(), ["-e", PARKED], async ({ stdout, pid = 0 }) => {
    await once(stdout, "data");
    return use(pid);
  });
}

export function sleeperMegabytes(): Promise<number> {
  return withChild("sh", ["-c", "echo; exec sleep 60"], async ({ stdout, pid = 0 }) => {
    await once(stdout, "data");
    return (await heldBytes(pid, "Pss")) / 1e6;
  });
}
