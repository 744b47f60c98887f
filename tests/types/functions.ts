import {
  type FunctionDecorator,
  type OperationRef,
  type RemoteFunction,
  type RemoteFunctionOptions,
  Serialization,
  type Session,
  terminalProgress,
} from "cwsandbox";
import type { Accepts, Assert, Equal, Refuse } from "./assert.js";

declare const session: Session;

const add = session.function((left: number, right: number) => left + right);
const fetchLength = session.function(async (text: string) => text.length, { timeoutSeconds: 5 });
const optional = session.function((name?: string) => name ?? "nobody");
const variadic = session.function((...words: string[]) => words.join(" "));
const curried = session.function({ serialization: Serialization.JSON })((text: string) => text.length);
const streamed = add.mapStream([[1, 2]], { concurrency: 2, onProgress: terminalProgress({ label: "sums" }) });
const replaced = add.mapStream([[1, 2]], { onError: ({ args }) => `no sum of ${args[0]}` });
const sum = add.remote(1, 2);
const sums = add.map([
  [1, 2],
  [3, 4],
]);

/** A decorated method keeps its type. */
export class Counter {
  count = 1;

  @session.function({ timeoutSeconds: 5 })
  async plus(amount: number): Promise<number> {
    return this.count + amount;
  }
}

/** Arguments and results are those of the function; a promise's value is taken out of it. */
export type Functions = [
  Assert<Equal<typeof add, RemoteFunction<[left: number, right: number], number>>>,
  Assert<Equal<Parameters<typeof add>, [left: number, right: number]>>,
  Assert<Equal<Parameters<typeof add.remote>, [left: number, right: number]>>,
  Assert<Equal<typeof sum, OperationRef<number>>>,
  Assert<Equal<typeof sums, OperationRef<number>[]>>,
  Assert<Equal<typeof streamed, AsyncGenerator<number, void, undefined>>>,
  Assert<Equal<typeof replaced, AsyncGenerator<number | string, void, undefined>>>,
  Assert<Equal<ReturnType<typeof add.local>, number>>,
  Assert<Equal<ReturnType<typeof add.with>, typeof add>>,
  Assert<Equal<typeof add.name, string>>,
  Assert<Equal<ReturnType<typeof fetchLength>, OperationRef<number>>>,
  Assert<Equal<ReturnType<typeof fetchLength.local>, Promise<number>>>,
  Assert<Equal<Parameters<typeof optional>, [name?: string | undefined]>>,
  Assert<Equal<Parameters<typeof variadic>, string[]>>,
  Assert<Equal<typeof curried, RemoteFunction<[text: string], number>>>,
  Assert<Equal<ReturnType<typeof session.function<[], void>>, RemoteFunction<[], void>>>,
  Assert<Equal<Counter["plus"], (amount: number) => Promise<number>>>,
  Assert<Accepts<FunctionDecorator, (fn: (text: string) => number) => unknown>>,
  Refuse<Accepts<["1", 2], Parameters<typeof add>>>,
  Refuse<Accepts<[1], Parameters<typeof add>>>,
  Refuse<Accepts<{ timeoutSeconds: "1" }, RemoteFunctionOptions>>,
];
