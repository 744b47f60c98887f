import { types } from "node:util";
import { FunctionSerializationError } from "../errors/index.js";
import { describeValue, pathText } from "./describe-value.js";
import type { JsonSpecial, PlainData } from "./plain-data.js";

type Path = readonly (string | number)[];

/** Ends the check because of a value; the text completes "args[0].when …". */
type RefuseValue = (path: Path, problem: string) => never;

interface Walk {
  readonly refuse: RefuseValue;
  readonly specials: JsonSpecial[];
  readonly open: Set<object>;
}

/** Deeper arguments are refused: readers of deep data overflow their stack. */
const MAX_DEPTH = 1000;

/**
 * Checks that all arguments are basic values and copies nothing. The documented rule of JSON mode: whatever
 * JSON would drop or change is refused with its path, before any sandbox exists. An argument that is
 * `undefined` stays one, so that parameter defaults work.
 *
 * @throws FunctionSerializationError with text such as `args[0].when is a Date`.
 */
export function validateJsonArguments(args: readonly unknown[], functionName: string): PlainData {
  const walk: Walk = { refuse: refuseArgument(functionName), specials: [], open: new Set() };
  for (const [index, argument] of args.entries()) {
    if (argument === undefined) walk.specials.push([[index], "undefined"]);
    else check(argument, [index], walk);
  }
  return { value: args, specials: walk.specials };
}

/**
 * The same check of any single value.
 *
 * @param refuseValue - Called for what JSON would drop or change; must throw.
 * @returns Where primitives belong that JSON lacks.
 */
export function checkJsonValue(value: unknown, refuseValue: RefuseValue): readonly JsonSpecial[] {
  const walk: Walk = { refuse: refuseValue, specials: [], open: new Set() };
  check(value, [], walk);
  return walk.specials;
}

function check(value: unknown, path: Path, walk: Walk): void {
  switch (typeof value) {
    case "string":
    case "boolean":
      return;
    case "number":
      if (!Number.isFinite(value)) refuse(path, `is ${value}`, walk);
      if (Object.is(value, -0)) walk.specials.push([path, "-0"]);
      return;
    case "undefined":
      return refuse(path, "is undefined", walk);
    case "object":
      if (value !== null) checkObject(value, path, walk);
      return;
    case "bigint":
    case "symbol":
    case "function":
      return refuse(path, `is ${describeValue(value)}`, walk);
  }
}

function checkObject(value: object, path: Path, walk: Walk): void {
  if (walk.open.has(value)) refuse(path, "leads back to itself (a cycle)", walk);
  if (path.length > MAX_DEPTH) refuse(path.slice(0, 3), `is nested deeper than ${MAX_DEPTH} levels`, walk);
  walk.open.add(value);
  if (Array.isArray(value)) checkArray(value, path, walk);
  else checkRecord(value, path, walk);
  walk.open.delete(value);
}

function checkArray(value: readonly unknown[], path: Path, walk: Walk): void {
  if (types.isProxy(value) || Object.getPrototypeOf(value) !== Array.prototype) {
    refuse(path, `is ${describeValue(value)}`, walk);
  }
  const keys = Reflect.ownKeys(value);
  for (let index = 0; index < value.length; index += 1) {
    if (keys[index] !== String(index)) refuse([...path, index], "is a hole in an array", walk);
    check(ownValue(value, String(index), path, walk), [...path, index], walk);
  }
  const extra = keys[value.length + 1];
  if (extra !== undefined) refuse(path, `is an array with a property of its own, ${String(extra)}`, walk);
}

function checkRecord(value: object, path: Path, walk: Walk): void {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (types.isProxy(value) || (prototype !== Object.prototype && prototype !== null)) {
    refuse(path, `is ${describeValue(value)}`, walk);
  }
  if (types.isModuleNamespaceObject(value)) refuse(path, "is a module", walk);
  for (const key of Reflect.ownKeys(value)) {
    if (typeof key === "symbol") return refuse(path, `has a symbol as a key, ${String(key)}`, walk);
    check(ownValue(value, key, path, walk), [...path, key], walk);
  }
}

function ownValue(holder: object, key: string, path: Path, walk: Walk): unknown {
  const descriptor = Object.getOwnPropertyDescriptor(holder, key);
  if (descriptor === undefined || !("value" in descriptor))
    refuse([...path, key], "is an accessor, not a value", walk);
  if (descriptor.enumerable !== true) refuse([...path, key], "is a hidden (non-enumerable) property", walk);
  return descriptor.value;
}

function refuse(path: Path, problem: string, walk: Walk): never {
  return walk.refuse(path, problem);
}

function refuseArgument(functionName: string): RefuseValue {
  return (path, problem) => {
    throw new FunctionSerializationError(
      `Arguments of function '${functionName}' cannot be serialized in JSON mode: args${pathText(path)} ${problem}. ` +
        "Pass basic values (text, numbers, booleans, null, lists, plain objects), or use Serialization.STRUCTURED.",
    );
  };
}
