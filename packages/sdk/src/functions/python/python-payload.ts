import { FunctionSerializationError } from "../../errors/index.js";
import { encodePickle } from "../../pickle/index.js";
import { checkJsonValue, type JsonSpecial, pathText, Serialization } from "../../values/index.js";
import type { PythonSerialization } from "./python-options.js";
import type { PythonSource } from "./python-source.js";

/** What a call consists of. */
export interface PythonCall extends PythonSource {
  readonly globals: Readonly<Record<string, unknown>>;
  readonly args: readonly unknown[];
}

type Path = readonly (string | number)[];

/**
 * Encodes a call. It reads all values now, and holds no reference to any of them afterwards.
 *
 * @throws FunctionSerializationError naming the variable or the argument.
 */
export function encodePythonCall(call: PythonCall, mode: PythonSerialization): Uint8Array {
  const args = withoutMissing(call.args);
  return mode === Serialization.JSON ? encodeJson({ ...call, args }) : encodePickles({ ...call, args });
}

/** An optional argument that was not given is not there for Python either. */
function withoutMissing(args: readonly unknown[]): readonly unknown[] {
  return [...args].slice(0, args.findLastIndex((argument) => argument !== undefined) + 1);
}

function encodeJson({ name, source, globals, args }: PythonCall): Uint8Array {
  const specials: JsonSpecial[] = [];
  const variables = new Map(Object.entries(globals));
  for (const [variable, value] of variables) {
    const refuse = (path: Path, problem: string): never =>
      refuseVariable(name, "JSON", [variable, ...path], problem);
    for (const [path, special] of checkJsonValue(value, refuse)) {
      specials.push([["globals", variable, ...path], special]);
    }
  }
  const refuse = (path: Path, problem: string): never => refuseArgument(name, "JSON", path, problem);
  for (const [path, special] of checkJsonValue(args, refuse)) specials.push([["args", ...path], special]);
  const payload = { name, source, globals: Object.fromEntries(variables), args, specials };
  return Buffer.from(JSON.stringify(payload), "utf8");
}

/** One pickle after the other: the runner needs the variables before the source runs, the arguments behind. */
function encodePickles({ name, source, globals, args }: PythonCall): Uint8Array {
  return Buffer.concat([
    encodePickle({ name, source }, neverRefused),
    encodePickle({ ...globals }, (path, problem) => refuseVariable(name, "PICKLE", path, problem)),
    encodePickle([...args], (path, problem) => refuseArgument(name, "PICKLE", path, problem)),
  ]);
}

function neverRefused(): never {
  throw new TypeError("text always travels");
}

type Mode = "JSON" | "PICKLE";

const ADVICE: Readonly<Record<Mode, string>> = {
  JSON: "Use basic values (text, numbers, booleans, null, lists, plain objects), or Serialization.PICKLE.",
  PICKLE:
    "Use basic values, bigint, bytes, Map, Set, Date, typed arrays, lists, plain objects, or instances of your own classes.",
};

function refuseVariable(functionName: string, mode: Mode, path: Path, problem: string): never {
  const [variable = "", ...inner] = path;
  const reached = inner.length === 0 ? "" : ` (reached through ${variable}${pathText(inner)})`;
  throw new FunctionSerializationError(
    `Variable ${JSON.stringify(variable)} of Python function '${functionName}' cannot be serialized in ${mode} mode: it ${problem}${reached}. ${ADVICE[mode]}`,
  );
}

function refuseArgument(functionName: string, mode: Mode, path: Path, problem: string): never {
  throw new FunctionSerializationError(
    `Arguments of Python function '${functionName}' cannot be serialized in ${mode} mode: args${pathText(path)} ${problem}. ${ADVICE[mode]}`,
  );
}
