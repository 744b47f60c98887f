import {
  type FunctionCall,
  type NdArray,
  type PythonFunction,
  type PythonFunctionFactory,
  type PythonFunctionOptions,
  Serialization,
  type Session,
  type TypedArray,
} from "cwsandbox";
import type { Accepts, Assert, Equal, Refuse } from "./assert.js";

declare const session: Session;

const add = session.pythonFunction<[left: number, right: number], number>("def add(x, y): return x + y");
const untyped = session.pythonFunction("def f(x): return x", { name: "f", globals: { a: 1 } });
const grid = session.pythonFunction<[], NdArray<Float32Array>>("…", { serialization: Serialization.PICKLE });
const sum = add.remote(1, 2);
const sums = add.map([[1, 2]]);
const streamed = add.mapStream([[1, 2]], { concurrency: 2 });

/** Arguments and results are what the caller says; without that, anything. */
export type PythonFunctions = [
  Assert<Equal<typeof add, PythonFunction<[left: number, right: number], number>>>,
  Assert<Equal<Parameters<typeof add>, [left: number, right: number]>>,
  Assert<Equal<typeof sum, FunctionCall<number>>>,
  Assert<Equal<typeof sums, FunctionCall<number>[]>>,
  Assert<Equal<typeof streamed, AsyncGenerator<number, void, undefined>>>,
  Assert<Equal<ReturnType<typeof untyped>, FunctionCall<unknown>>>,
  Assert<Equal<typeof add.source, string>>,
  Assert<Equal<ReturnType<typeof add.with>, typeof add>>,
  Assert<Equal<Awaited<ReturnType<typeof grid>>["shape"], readonly number[]>>,
  Assert<Accepts<NdArray, Float64Array>>,
  Assert<Accepts<NdArray<BigInt64Array>, TypedArray>>,
  Assert<Equal<typeof session.pythonFunction, PythonFunctionFactory>>,
  Refuse<Accepts<["1", 2], Parameters<typeof add>>>,
  Refuse<Accepts<{ local: true }, PythonFunctionOptions>>,
];
