import {
  type FunctionCall,
  type FunctionDecorator,
  type OperationRef,
  type OutputListener,
  RemoteFunction,
  type RemoteFunctionOptions,
  Serialization,
  type Session,
  terminalProgress,
} from "cwsandbox";
import type { Accepts, Assert, Equal, Refuse } from "./assert.js";

declare const session: Session;

const add = session.function((left: number, right: number) => left + right);
const fetchLength = session.function(async (text: string) => text.length, { timeoutSeconds: 5 });
const constructed = new RemoteFunction((left: number, right: number) => left + right, { session });
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

function overloaded(value: string): string;
function overloaded(value: number): number;
function overloaded(value: string | number): string | number {
  return value;
}
async function identity<Value>(value: Value): Promise<Value> {
  return value;
}
function retry<Args extends unknown[], Result>(
  fn: (...args: Args) => PromiseLike<Result>,
): (...args: Args) => Promise<Result> {
  return async (...args) => await fn(...args);
}
/** Of an overloaded function the last signature counts; a generic one is told what it is for. */
const narrowed = session.function(overloaded);
const identityOfText = session.function(identity<string>);
const identityOfAnything = session.function(identity);
const narrowedLater = session.function({ timeoutSeconds: 5 })(overloaded);
const retried = retry(add);
const printing = session.function(() => 1, { onStdout: (text) => text.length, onStderr: null });
const running = printing();

/** A decorated method keeps its type, generics and overloads included. */
export class Counter {
  count = 1;

  @session.function({ timeoutSeconds: 5 })
  async plus(this: Counter, amount: number): Promise<number> {
    return this.count + amount;
  }

  @session.function()
  async plain(amount: number): Promise<number> {
    return this.count + amount;
  }

  @session.function()
  static async first<Item>(items: readonly Item[]): Promise<Item | undefined> {
    return items[0];
  }

  async either(value: string): Promise<string>;
  async either(value: number): Promise<number>;
  @session.function()
  async either(value: string | number): Promise<string | number> {
    return value;
  }
}

/** As a compiler with `experimentalDecorators` calls it. */
declare const described: TypedPropertyDescriptor<typeof identity>;
export const replacedDescriptor = session.function()(Counter.prototype, "plus", described);
declare const synchronous: TypedPropertyDescriptor<() => number>;
declare const context: { readonly kind: "method" };
// @ts-expect-error A decorated method is an async one: its callers await it.
session.function()(() => 1, context);
// @ts-expect-error The same for the decorators of older compilers.
session.function()(Counter.prototype, "plus", synchronous);

/** Arguments and results are those of the function; a promise's value is taken out of it. */
export type Functions = [
  Assert<Equal<typeof add, RemoteFunction<[left: number, right: number], number>>>,
  Assert<Equal<typeof constructed, typeof add>>,
  Assert<Equal<Parameters<typeof add>, [left: number, right: number]>>,
  Assert<Equal<Parameters<typeof add.remote>, [left: number, right: number]>>,
  Assert<Equal<typeof sum, FunctionCall<number>>>,
  Assert<Equal<typeof sums, FunctionCall<number>[]>>,
  Assert<Accepts<FunctionCall<number>, OperationRef<number>>>,
  Assert<Equal<FunctionCall<number>["stdout"], string>>,
  Assert<Equal<FunctionCall<number>["stderr"], string>>,
  Assert<Equal<typeof running, FunctionCall<number>>>,
  Assert<Equal<OutputListener, (text: string) => void>>,
  Assert<Equal<typeof narrowed, RemoteFunction<[value: number], number>>>,
  Assert<Equal<typeof identityOfText, RemoteFunction<[value: string], Promise<string>>>>,
  Assert<Equal<typeof identityOfAnything, RemoteFunction<[value: unknown], Promise<unknown>>>>,
  Assert<Equal<typeof narrowedLater, RemoteFunction<[value: number], number>>>,
  Assert<Equal<typeof retried, (left: number, right: number) => Promise<number>>>,
  Assert<Equal<Counter["either"], { (value: string): Promise<string>; (value: number): Promise<number> }>>,
  Assert<Equal<typeof replacedDescriptor, typeof described>>,
  Assert<Equal<typeof Counter.first, <Item>(items: readonly Item[]) => Promise<Item | undefined>>>,
  Assert<Equal<typeof streamed, AsyncGenerator<number, void, undefined>>>,
  Assert<Equal<typeof replaced, AsyncGenerator<number | string, void, undefined>>>,
  Assert<Equal<ReturnType<typeof add.local>, number>>,
  Assert<Equal<ReturnType<typeof add.with>, typeof add>>,
  Assert<Equal<typeof add.name, string>>,
  Assert<Equal<ReturnType<typeof fetchLength>, FunctionCall<number>>>,
  Assert<Equal<ReturnType<typeof fetchLength.local>, Promise<number>>>,
  Assert<Equal<Parameters<typeof optional>, [name?: string | undefined]>>,
  Assert<Equal<Parameters<typeof variadic>, string[]>>,
  Assert<Equal<typeof curried, RemoteFunction<[text: string], number>>>,
  Assert<Equal<ReturnType<typeof session.function<[], void>>, RemoteFunction<[], void>>>,
  Assert<Equal<Counter["plus"], (this: Counter, amount: number) => Promise<number>>>,
  Assert<Equal<Counter["plain"], (amount: number) => Promise<number>>>,
  Assert<Accepts<FunctionDecorator, (fn: (text: string) => number) => unknown>>,
  Refuse<Accepts<["1", 2], Parameters<typeof add>>>,
  Refuse<Accepts<[1], Parameters<typeof add>>>,
  Refuse<Accepts<{ timeoutSeconds: "1" }, RemoteFunctionOptions>>,
];
