import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

import { Sandbox, Session } from "cwsandbox";

import { findProcesses } from "../../support/leftovers.js";
import type { TestServer } from "../../support/test-server.js";
import type { Bench } from "../bench.js";
import { type Figure, figure } from "../figure.js";
import { heldBytes, kernelBytes } from "../memory.js";

const SANDBOXES = 200;
const AT_ONCE = 8;
const LIMIT_SECONDS = 60;
/** Calls at once; one more is then kept prepared. */
const CALLS = 8;
/** Until starts and ends have settled. */
const SETTLE_SECONDS = 3;

/** What sandboxes hold that do nothing: ordinary ones, and prepared ones that wait for a call. */
export async function measureIdle(bench: Bench): Promise<Figure[]> {
  return [await measureSandboxes(bench), await measurePrepared(bench)];
}

/** All their processes, and what the kernel holds more than before. */
async function measureSandboxes(bench: Bench): Promise<Figure> {
  await using server = await bench.startServer(["--most-prepared", "0"]);
  await using first = await Sandbox.run();
  await first.exec(["true"]);
  const before = (await heldByAll(server, "Pss")) + (await kernelBytes());
  const sandboxes = await bench.noteMemory("idle/sandbox", server, createMany);
  await sleep(SETTLE_SECONDS * 1000);
  const after = (await heldByAll(server, "Pss")) + (await kernelBytes());
  await Promise.all(sandboxes.map((sandbox) => sandbox.stop({ gracefulShutdownSeconds: 0 })));
  if (sandboxes.length < SANDBOXES) {
    bench.remark(
      `idle/sandbox: ${sandboxes.length} of ${SANDBOXES} sandboxes were made in ${LIMIT_SECONDS} s`,
    );
  }
  return {
    ...figure({
      name: "idle/sandbox",
      unit: "MB",
      samples: [(after - before) / sandboxes.length / 1e6],
      floor: await bench.floors.get("sleeper"),
    }),
    success: sandboxes.length / SANDBOXES,
  };
}

async function createMany(): Promise<Sandbox[]> {
  const made: Sandbox[] = [];
  const end = performance.now() + LIMIT_SECONDS * 1000;
  let begun = 0;
  const createInTurn = async (): Promise<void> => {
    while (begun < SANDBOXES && performance.now() < end) {
      begun += 1;
      made.push(await Sandbox.run());
    }
  };
  const results = await Promise.allSettled(Array.from({ length: AT_ONCE }, createInTurn));
  for (const result of results) if (result.status === "rejected") console.error(result.reason);
  return made;
}

/** Only what is their own: the program's pages are there once for all of them. */
async function measurePrepared(bench: Bench): Promise<Figure> {
  await using server = await bench.startServer();
  await using session = new Session();
  const add = session.function((x: number) => x + 1);
  const inputs = Array.from({ length: CALLS }, (_, index): [number] => [index]);
  await bench.noteMemory("idle/prepared", server, () => Promise.all(add.map(inputs)));
  await sleep(SETTLE_SECONDS * 1000);
  const processes = await findProcesses(server.directory, [server.pid]);
  const parked = await Promise.all(processes.map(({ pid }) => isParkedNode(pid)));
  const waiting = parked.filter(Boolean).length;
  return figure({
    name: "idle/prepared",
    unit: "MB",
    samples: waiting === 0 ? [] : [(await heldByAll(server, "Private")) / waiting / 1e6],
    floor: await bench.floors.get("parkedNodeMemory"),
  });
}

async function isParkedNode(pid: number): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return /^node\0.*--parked/.test(command);
}

async function heldByAll(server: TestServer, kind: "Pss" | "Private"): Promise<number> {
  const processes = await findProcesses(server.directory, [server.pid]);
  const sizes = await Promise.all(processes.map(({ pid }) => heldBytes(pid, kind)));
  return sizes.reduce((sum, size) => sum + size, 0);
}
