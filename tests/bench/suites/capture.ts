import { captureFunction } from "../../../packages/sdk/dist/capture/index.js";
import { runProgram } from "../../support/program.js";
import type { Bench } from "../bench.js";
import { type Figure, figure } from "../figure.js";
import { repeat } from "../measure.js";
import { summarise } from "../statistics.js";

const FIRST_ROUNDS = 10;
const AWAIT_ROUNDS = 5;

/** Captures once, in a process that never has. */
const FIRST_CAPTURE = `
  import { captureFunction } from "../../../packages/sdk/dist/capture/index.js";
  const rates = { euro: 1.08, pound: 1.27 };
  const round = (value: number): number => Math.round(value * 100) / 100;
  const started = performance.now();
  captureFunction((amount: number) => round(amount * rates.euro));
  console.log(performance.now() - started);
`;

/** A program that mostly waits for promises, before its first capture and after many; one line with both times. */
const AWAITS = `
  import { captureFunction } from "../../../packages/sdk/dist/capture/index.js";
  const rates = { euro: 1.08 };
  const convert = (amount: number): number => Math.round(amount * rates.euro);
  const waitMuch = async (): Promise<number> => {
    const started = performance.now();
    for (let count = 0; count < 500_000; count += 1) await null;
    return performance.now() - started;
  };
  await waitMuch();
  const before = await waitMuch();
  for (let count = 0; count < 100; count += 1) captureFunction((amount: number) => convert(amount) + count);
  console.log(before, await waitMuch());
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
    await measureAwaits(),
  ];
}

/** The floor is the same program before it captures anything. */
async function measureAwaits(): Promise<Figure> {
  const before: number[] = [];
  const after: number[] = [];
  for (let count = 0; count < AWAIT_ROUNDS; count += 1) {
    const [first = Number.NaN, second = Number.NaN] = (await lineOf(AWAITS)).split(" ").map(Number);
    before.push(first);
    after.push(second);
  }
  return figure({ name: "capture/awaits-after", unit: "ms", samples: after, floor: summarise(before).p50 });
}

async function captureInNewProcess(): Promise<number> {
  return Number(await lineOf(FIRST_CAPTURE));
}

async function lineOf(program: string): Promise<string> {
  const { exitCode, stdout, stderr } = await runProgram(program);
  if (exitCode !== 0) throw new Error(`the program that captures failed:\n${stderr}`);
  return stdout.trim();
}
