import type { Binding, Builder, CapturedFunction, Encode } from "./builder.js";
import { isStandardGlobal } from "./builtins.js";
import { BASE_NAME } from "./class-text.js";
import type { FunctionShape } from "./function-text.js";
import type { Value } from "./graph.js";
import type { LiveScope } from "./inspector-session.js";
import { refuse, throughVariable, type Trail } from "./trail.js";
import type { FreeVariable } from "./variable-use.js";

/** Reads the variables that a function uses, with their values of this moment. */
export function encodeBindings(
  builder: Builder,
  { captured, shape }: { captured: Omit<CapturedFunction, "bindings">; shape: FunctionShape },
  encode: Encode,
): Binding[] {
  const { scopes, trail } = captured;
  const wanted = [...shape.variables.values()].filter(({ name }) => name !== BASE_NAME);
  const scoped = wanted.flatMap((variable) => {
    const scopeIndex = scopes.findIndex(({ variables }) => variables.has(variable.name));
    return scopeIndex === -1 ? [] : [{ variable, scopeIndex }];
  });
  const live = builder.reader.values(
    scoped.flatMap(({ variable, scopeIndex }) => descriptionOf(scopes, scopeIndex, variable)),
  );
  const bindings = scoped.map(({ variable, scopeIndex }, index): Binding => {
    const value = encodeVariable(builder, { variable, live: live[index], trail }, encode);
    return { name: variable.name, scopeIndex, live: live[index], value, written: variable.written };
  });
  const found = new Set(bindings.map(({ name }) => name));
  const globals = wanted.filter(({ name }) => !found.has(name));
  return [...bindings, ...globals.flatMap((variable) => encodeGlobal(builder, { variable, trail }, encode))];
}

function descriptionOf(scopes: readonly LiveScope[], index: number, { name }: FreeVariable) {
  const described = scopes[index]?.variables.get(name);
  return described === undefined ? [] : [described];
}

function encodeVariable(
  builder: Builder,
  { variable, live, trail }: { variable: FreeVariable; live: unknown; trail: Trail },
  encode: Encode,
): Value {
  const injected = injectedFunction(variable.name, live);
  if (injected !== null) {
    const index = builder.nodes.length;
    builder.nodes.push({ kind: "builtin", path: [injected] });
    return ["node", index];
  }
  return encode(builder, live, throughVariable(trail, variable.name), variable.use);
}

/** Functions that a module system gives to every file; the sandbox has its own. */
function injectedFunction(name: string, live: unknown): "import" | "require" | null {
  if (typeof live !== "function") return null;
  if (name === "__vite_ssr_dynamic_import__") return "import";
  return name === "require" && "resolve" in live && "cache" in live ? "require" : null;
}

/** A name that no scope has: something of Node, something the program put on `globalThis`, or nothing. */
function encodeGlobal(
  builder: Builder,
  { variable, trail }: { variable: FreeVariable; trail: Trail },
  encode: Encode,
): Binding[] {
  const { name, use, written } = variable;
  if (name === "arguments") {
    refuse(
      trail,
      'a function that takes "arguments" from the code around it: pass them on, or use rest parameters',
    );
  }
  if (isStandardGlobal(name) || !(name in globalThis)) return [];
  const live: unknown = Reflect.get(globalThis, name);
  return [
    { name, scopeIndex: -1, live, value: encode(builder, live, throughVariable(trail, name), use), written },
  ];
}
