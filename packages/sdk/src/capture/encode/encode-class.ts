import {
  type Builder,
  type CapturedFunction,
  type Encode,
  nodeValue,
  reserveNode,
  type Code,
  type CodeNode,
  type Value,
  refuse,
  throughKey,
  throughPart,
  type Trail,
} from "../payload/index.js";
import {
  naturalKeys,
  naturalMembers,
  BASE_NAME,
  classWithProvidedBase,
  type FunctionShape,
} from "../source/index.js";
import { encodeExtras, encodeProperties } from "./encode-properties.js";
import { encodeBindings } from "./encode-variables.js";
import { noteWithoutPrivate } from "./stray-private.js";
import { withoutWrapper } from "../wrappers.js";

type FoundFunction = Omit<CapturedFunction, "bindings">;

/** Describes a class: its text without what ran once, and what it holds now. */
export function encodeClass(
  builder: Builder,
  captured: FoundFunction,
  { shape, code }: { shape: FunctionShape; code: Code },
  encode: Encode,
): CodeNode {
  const { fn, node, trail } = captured;
  refuseHiddenState(shape, fn, trail);
  if (!PRIVATE_STATIC.test(shape.text)) noteWithoutPrivate(builder, fn, trail);
  claimMembers(builder, fn, node);
  const base = baseOf(captured, shape);
  const bindings = encodeBindings(builder, { captured, shape: base.shape }, encode);
  builder.functions.push({ ...captured, bindings: bindings.filter(({ name }) => name !== base.name) });
  const own = naturalKeys(fn, "static");
  const skip = (key: string | symbol): boolean => key === "prototype" || own.has(key);
  const props = encodeProperties(builder, fn, { trail, skip }, encode);
  encode(builder, Object.getOwnPropertyDescriptor(fn, "prototype")?.value, throughKey(trail, "prototype"));
  const keys = (place: "static" | "prototype") =>
    [...naturalKeys(fn, place)].map((key) => encode(builder, key, trail));
  const extended = base.value === null ? null : encode(builder, base.value, throughPart(trail, " extends"));
  return {
    kind: "class",
    code: { ...code, text: base.shape.text },
    ...(extended === null ? {} : { base: extended }),
    ...(base.name === null ? {} : { baseName: base.name }),
    staticKeys: keys("static"),
    prototypeKeys: ["constructor", ...keys("prototype")],
    ...encodePrivateStatics(builder, captured, shape, encode),
    ...encodeExtras(builder, fn, { trail, proto: base.value ?? Function.prototype, props }, encode),
  };
}

/** Such members cannot be told from those that another class gave to this one. */
const PRIVATE_STATIC = /\bstatic\b\s*(?:(?:async|get|set)\b\s*)?(?:\*\s*)?#/u;

function encodePrivateStatics(
  builder: Builder,
  { fn, trail }: FoundFunction,
  { classShape }: FunctionShape,
  encode: Encode,
): { readonly privateStatics?: readonly (readonly [name: string, value: Value])[] } {
  const names = classShape?.privateStaticFields ?? [];
  if (names.length === 0) return {};
  builder.restorable.add(fn);
  const values = new Map(builder.reader.privateMembers(fn).map(({ name, value }) => [name, value]));
  return {
    privateStatics: names.map((name) => {
      if (!values.has(name)) refuse(trail, `a class whose private static field ${name} cannot be read`);
      return [name, encode(builder, values.get(name), throughPart(trail, `.${name}`))] as const;
    }),
  };
}

interface Base {
  /** The class that is extended; null for a class of its own. */
  readonly value: object | null;
  /** The name in the text that the runner must fill with the base; null when the text finds it by itself. */
  readonly name: string | null;
  readonly shape: FunctionShape;
}

/** What is extended is the class of now, which the expression in the text may no longer give. */
function baseOf({ fn, scopes }: FoundFunction, shape: FunctionShape): Base {
  const { hasBase = false, extendsNull = false, baseName = null } = shape.classShape ?? {};
  const value: unknown = Object.getPrototypeOf(fn);
  if (!hasBase || extendsNull || typeof value !== "function") return { value: null, name: null, shape };
  const scope = baseName === null ? undefined : scopes.find(({ names }) => names.has(baseName));
  if (baseName !== null && scope !== undefined) {
    const live = scope.read(baseName);
    const isMeant = typeof live === "function" && withoutWrapper(live) === value;
    if (isMeant && shape.variables.get(baseName)?.written === false) return { value, name: baseName, shape };
  } else if (baseName !== null && Reflect.get(globalThis, baseName) === value) {
    return { value, name: null, shape };
  }
  const provided = classWithProvidedBase(Function.prototype.toString.call(fn));
  return { value, name: BASE_NAME, shape: provided ?? shape };
}

function refuseHiddenState({ classShape }: FunctionShape, fn: object, trail: Trail): void {
  if (classShape !== null && classShape.computedKey !== null) {
    refuse(
      trail,
      `the class ${String(Reflect.get(fn, "name"))}, whose member [${classShape.computedKey}] has a computed name: give it a fixed one`,
    );
  }
}

/** Methods that the class text makes anyway are found there, unless they already travel on their own. */
function claimMembers(builder: Builder, fn: object, node: number): void {
  for (const member of naturalMembers(fn)) {
    const known = builder.ids.get(member.fn);
    if (known !== undefined && builder.nodes[known] !== undefined) continue;
    const index = known ?? reserveNode(builder, member.fn);
    const { place, part, realKey } = member;
    const key = typeof realKey === "string" ? realKey : (["wellKnownSymbol", member.key.slice(2)] as const);
    builder.nodes[index] = { kind: "member", of: nodeValue(node), place, key, part };
  }
}
