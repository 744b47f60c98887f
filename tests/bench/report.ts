import { readFile } from "node:fs/promises";
import os from "node:os";

import type { Figure } from "./figure.js";
import type { Floors } from "./floors.js";

/** The machine in one line. */
export async function describeMachine(): Promise<string> {
  const release = await readFile("/etc/os-release", "utf8").catch(() => "");
  const system = /^PRETTY_NAME="(.*)"$/m.exec(release)?.[1] ?? os.platform();
  const memoryGiB = Math.round(os.totalmem() / 2 ** 30);
  return `${system}, kernel ${os.release()}, ${os.cpus().length} cores (${os.cpus()[0]?.model ?? "unknown"}), ${memoryGiB} GiB, Node ${process.versions.node}`;
}

/** Prints a table for people. */
export function printReport(machine: string, floors: Floors, figures: readonly Figure[]): void {
  console.log(`${machine}\n`);
  console.log(
    `Floors of this run, medians in ms: bare process ${number(floors.bareSpawn)}, bare Node 24 ${number(floors.bareNode)},`,
  );
  const docker =
    floors.dockerRun === null ? "no docker engine here" : `docker run ${number(floors.dockerRun)}`;
  console.log(
    `a hundred bare Node 24 at once ${number(floors.hundredNodes)}, a parked one over a pipe ${number(floors.parkedNode)}; ${docker}.\n`,
  );
  console.table(
    Object.fromEntries(
      figures.map(({ name, p50, p95, p99, success, floor, ratio }) => [
        name,
        {
          "p50 ms": number(p50),
          "p95 ms": number(p95),
          "p99 ms": number(p99),
          "success %": number(success * 100),
          "floor ms": floor === null ? null : number(floor),
          "p50 / floor": ratio === null ? null : number(ratio),
        },
      ]),
    ),
  );
}

/** Numbers and not texts, so that the table shows them without quotes. */
const number = (value: number): number => Number(value.toFixed(value < 10 ? 2 : 0));
