import {
  type Binding,
  type Builder,
  type CapturedFunction,
  type Encode,
  type Value,
  refuseSecret,
  refuse,
  throughVariable,
  type Trail,
} from "../payload/index.js";
import {
  isCheapGlobal,
  isLanguageName,
  isOtherGlobal,
  isOtherNative,
  isStandardGlobal,
  pristineOf,
} from "../builtins/index.js";
import {
  BASE_NAME,
  type FunctionShape,
  IMPORT_NAME,
  META_NAME,
  type ModuleLoad,
  TEST_RUNNER_IMPORT,
  type FreeVariable,
  settleKeys,
  wholeUse,
} from "../source/index.js";
import { encodeMeta } from "./encode-meta.js";
import { encodeLoader } from "./encode-loads.js";
import { type Script, isDeclaredLater } from "../engine/index.js";
import { isNativeFunction } from "./native-functions.js";
import { packageScript } from "./package-code.js";
import { withoutWrapper } from "../wrappers.js";
import { isObject } from "../../support/index.js";

/** Reads the variables that a function uses, with their values of this moment. */
export function encodeBindings(
  builder: Builder,
  { captured, shape }: { captured: Omit<CapturedFunction, "bindings">; shape: FunctionShape },
  encode: Encode,
): Binding[] {
  const { scopes, script, trail } = captured;
  const { loads } = shape;
  refuseNames(captured, shape);
  const wanted = [...shape.variables.values()].filter(({ name }) => !PROVIDED.has(name));
  const scoped = wanted.flatMap((variable) => {
    const scopeIndex = scopes.findIndex(({ names }) => names.has(variable.name));
    return scopeIndex === -1 ? [] : [{ variable, scopeIndex }];
  });
  const live = scoped.map(({ variable, scopeIndex }) => scopes[scopeIndex]?.read(variable.name));
  const keys = new Set<string>();
  const keyOf = (name: string): string | null => {
    const index = scoped.findIndex(({ variable }) => variable.name === name && !variable.written);
    const text = live[index];
    if (typeof text !== "string") return null;
    keys.add(name);
    return text;
  };
  const settled = scoped.map(({ variable }) => settleKeys(variable.use, keyOf));
  const bindings = scoped.map(({ variable: { name, written }, scopeIndex }, index): Binding => {
    const variable = { name, written, use: settled[index] ?? wholeUse() };
    refuseUninitialized(captured, { name, scopeIndex, live: live[index] });
    const value = encodeVariable(builder, { variable, live: live[index], script, trail, loads }, encode);
    return { name, scopeIndex, live: live[index], value, written, isKey: keys.has(name) };
  });
  const found = new Set(bindings.map(({ name }) => name));
  const globals = wanted.filter(({ name }) => !found.has(name));
  keepConstants(builder, captured, globals);
  const imported = shape.variables.has(IMPORT_NAME)
    ? [providedBinding(IMPORT_NAME, encodeLoader(builder, { script, trail, loads }, "import"))]
    : [];
  const meta = shape.variables.has(META_NAME)
    ? [providedBinding(META_NAME, encodeMeta(builder, script))]
    : [];
  return [
    ...bindings,
    ...imported,
    ...meta,
    ...globals.flatMap((variable) => encodeGlobal(builder, { variable, trail }, encode)),
  ];
}

/** Global names that may turn into something else, or cost much to look at, are asked for every time. */
function keepConstants(
  { reader }: Builder,
  { fn, script, offset }: Omit<CapturedFunction, "bindings">,
  globals: readonly FreeVariable[],
): void {
  const names = globals.map(({ name }) => name);
  if (names.every(isCheapGlobal)) reader.keepConstants({ fn, script, offset, globals: names });
}

/** Names in texts that stand for something the language has no variable for. */
const PROVIDED: ReadonlySet<string> = new Set([BASE_NAME, IMPORT_NAME, META_NAME]);

function providedBinding(name: string, value: Value): Binding {
  return { name, scopeIndex: -1, live: undefined, value, written: false, isKey: false };
}

/** Names that mean something else where the text is evaluated. */
function refuseNames(
  { scopes, trail }: Omit<CapturedFunction, "bindings">,
  { variables }: FunctionShape,
): void {
  if (variables.has("arguments")) {
    refuse(
      trail,
      'a function that takes "arguments" from the code around it: pass them on, or use rest parameters',
    );
  }
  for (const name of PROVIDED) {
    if (variables.has(name) && scopes.some(({ names }) => names.has(name)))
      refuse(throughVariable(trail, name), "called by a name that is taken here: give it another one");
  }
}

/** Here, such a variable would be an error when it is read; a silent undefined in its place would be worse. */
function refuseUninitialized(
  { script, offset, scopes, trail }: Omit<CapturedFunction, "bindings">,
  { name, scopeIndex, live }: { name: string; scopeIndex: number; live: unknown },
): void {
  if (live !== undefined) return;
  const isKnown = scopes[scopeIndex]?.isUninitialized(name) === true;
  if (isKnown || isDeclaredLater(script, offset, name)) {
    refuse(
      throughVariable(trail, name),
      "not initialized yet: call the function after its declaration has run",
    );
  }
}

interface LiveVariable {
  readonly variable: FreeVariable;
  readonly live: unknown;
  readonly script: Script;
  readonly trail: Trail;
  readonly loads: readonly ModuleLoad[];
}

function encodeVariable(
  builder: Builder,
  { variable, live, script, trail, loads }: LiveVariable,
  encode: Encode,
): Value {
  refuseNestedCalls(variable, live, trail);
  refuseSecret(builder, variable.name, live, throughVariable(trail, variable.name));
  const injected = injectedFunction(builder, variable.name, live);
  if (injected !== null) return encodeLoader(builder, { script, trail, loads }, injected);
  return encode(builder, live, throughVariable(trail, variable.name), variable.use);
}

/** In a sandbox, a remote function is the function inside it; there is no session to start sandboxes with. */
function refuseNestedCalls({ name, use }: FreeVariable, live: unknown, trail: Trail): void {
  if (typeof live !== "function" || withoutWrapper(live) === live) return;
  const member = ["remote", "map", "local", "with"].find(
    (key) => use.called.has(key) || use.members.has(key),
  );
  if (member === undefined) return;
  refuse(
    throughVariable(trail, name),
    `a remote function, and its "${member}" does not exist inside a sandbox: call it directly, ${name}(…), to run it there`,
  );
}

/** Functions that a module system gives to every file; the sandbox has its own. */
function injectedFunction(builder: Builder, name: string, live: unknown): "import" | "require" | null {
  if (typeof live !== "function") return null;
  if (name === TEST_RUNNER_IMPORT) return "import";
  const isLoader = name === "require" && "resolve" in live && "cache" in live;
  // A function of the program may look the same.
  const isInjected = isLoader && (isNativeFunction(builder, live) || packageScript(builder, live) !== null);
  return isInjected ? "require" : null;
}

/** A name that no scope has: something of Node, something the program put on `globalThis`, or nothing. */
function encodeGlobal(
  builder: Builder,
  { variable, trail }: { variable: FreeVariable; trail: Trail },
  encode: Encode,
): Binding[] {
  const { name, use, written } = variable;
  if (!(name in globalThis)) return [];
  if (isStandardGlobal(name) && !isReplacedGlobal(builder, name)) return [];
  const live: unknown = Reflect.get(globalThis, name);
  return [
    {
      name,
      scopeIndex: -1,
      live,
      value: encode(builder, live, throughVariable(trail, name), use),
      written,
      isKey: false,
    },
  ];
}

/** Whether the program put something of its own in the place of something of Node, as tests do. */
function isReplacedGlobal(builder: Builder, name: string): boolean {
  const descriptor = Object.getOwnPropertyDescriptor(globalThis, name);
  if (descriptor === undefined) return false;
  if (descriptor.get !== undefined) return !isNativeFunction(builder, Object(Reflect.get(descriptor, "get")));
  const live: unknown = descriptor.value;
  if (isOtherGlobal(name)) return true;
  if (typeof live === "function") return !isNativeFunction(builder, live) || isOtherNative(globalThis, name);
  if (!isObject(live)) return !/^(?:Infinity|NaN|undefined)$/u.test(name);
  return isLanguageName(name) && pristineOf(live) === null;
}
