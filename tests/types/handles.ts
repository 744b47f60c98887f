import { type OperationRef, type Process, type ProcessResult, results, type Sandbox, wait } from "cwsandbox";
import type { Accepts, Assert, Equal, Refuse } from "./assert.js";

declare const number: OperationRef<number>;
declare const text: OperationRef<string>;
declare const process: Process;
declare const sandbox: Sandbox;

const one = results(number);
const tuple = results([number, text, process]);
const many = results(new Set([number]));
const none = results([]);
const awaited = async () => [await number, await process] as const;
const waitedFor = wait([sandbox, sandbox], 1, 0.5);
const mixed = wait([number, sandbox]);
const recovered = number.catch(() => "none");

/** Handles, `results` and `wait`. */
export type Handles = [
  Assert<Equal<typeof one, Promise<number>>>,
  Assert<Equal<typeof tuple, Promise<[number, string, ProcessResult]>>>,
  Assert<Equal<typeof many, Promise<number[]>>>,
  Assert<Equal<typeof none, Promise<[]>>>,
  Assert<Equal<ReturnType<typeof awaited>, Promise<readonly [number, ProcessResult]>>>,
  Assert<Equal<typeof waitedFor, Promise<[done: Sandbox[], pending: Sandbox[]]>>>,
  Assert<
    Equal<
      typeof mixed,
      Promise<[done: (OperationRef<number> | Sandbox)[], pending: (OperationRef<number> | Sandbox)[]]>
    >
  >,
  Assert<Accepts<OperationRef<number>["then"], Promise<number>["then"]>>,
  Assert<Equal<ReturnType<OperationRef<number>["finally"]>, Promise<number>>>,
  Assert<Accepts<OperationRef<number>["catch"], Promise<number>["catch"]>>,
  Assert<Equal<typeof recovered, Promise<number | string>>>,
  Assert<Equal<Parameters<OperationRef<number>["result"]>, [timeoutSeconds?: number | undefined]>>,
  Assert<Equal<ReturnType<OperationRef<number>["result"]>, Promise<number>>>,
  Assert<Accepts<OperationRef<number>, PromiseLike<number>>>,
  Refuse<Accepts<OperationRef<number>, OperationRef<string>>>,
  Refuse<Accepts<number, Parameters<typeof wait>[0]>>,
];
