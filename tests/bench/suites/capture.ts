import { captureFunction } from "../../../packages/sdk/dist/capture/index.js";
import { runProgram } from "../../support/program.js";
import type { Bench } from "../bench.js";
import { type Figure, figure } from "../figure.js";
import { repeat } from "../measure.js";

const FIRST_ROUNDS = 10;

/** Captures once, in a process that never has. */
const FIRST_CAPTURE = `
  import { captureFunction } from "../../../packages/sdk/dist/capture/index.js";
  const rates = { euro: 1.08, pound: 1.27 };
  const round = (value: number): number => Math.round(value * 100) / 100;
  const started = performance.now();
  captureFunction((amount: number) => round(amount * rates.euro));
  console.log(performance.now() - started);
`;

/** A function with a helper and a table, read with the values of the moment: in a new process, and again and again. */
export async function measureCapture(bench: Bench): Promise<Figure[]> {
  const rates = { euro: 1.08, pound: 1.27 };
  const round = (value: number): number => Math.round(value * 100) / 100;
  const convert = (amount: number): number => round(amount * rates.euro);
  const floor = await bench.floors.get("scopes");
  const first: number[] = [];
  for (let count = 0; count < FIRST_ROUNDS; count += 1) first.push(await captureInNewProcess());
  const steady = await bench.noteMemory("capture/steady", null, () =>
    repeat({ rounds: 1000, limitSeconds: 10 }, async () => captureFunction(convert)),
  );
  return [
    figure({ name: "capture/first", unit: "ms", samples: first, floor }),
    figure({ name: "capture/steady", unit: "ms", ...steady, floor }),
  ];
}

async function captureInNewProcess(): Promise<number> {
  const { exitCode, stdout, stderr } = await runProgram(FIRST_CAPTURE);
  if (exitCode !== 0) throw new Error(`the program that captures failed:\n${stderr}`);
  return Number(stdout);
}
