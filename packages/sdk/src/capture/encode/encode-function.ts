import {
  type Builder,
  type CapturedFunction,
  type Encode,
  type Code,
  type CodeNode,
  type GraphNode,
  type Property,
  rememberScript,
  refuse,
  throughKey,
  throughPart,
  type Trail,
} from "../payload/index.js";
import { encodeClass } from "./encode-class.js";
import { encodeExtras, encodeProperties } from "./encode-properties.js";
import {
  type FunctionInternals,
  isNodeScript,
  locateText,
  packageOf,
  readScript,
  type Script,
  scriptUrl,
  isStrictAt,
  isTopOfModule,
} from "../engine/index.js";
import { lexicalRefusal, type FunctionShape, readFunctionText } from "../source/index.js";
import { isPristinePrototype } from "./prototypes.js";
import { noteImports } from "./imports.js";
import { notePackageObject, referenceNode, referenceOfCode } from "./references.js";
import { NATIVE_TEXT } from "../builtins/index.js";
import { noteWithoutPrivate } from "./stray-private.js";
import { encodeBindings } from "./encode-variables.js";
import { resolveOwnName } from "./own-name.js";
import { naturalFunctionPrototype } from "./natural-prototypes.js";

/** Describes a function: its text, the variables it uses, its properties. */
export function visitFunction(
  builder: Builder,
  fn: object,
  { index, trail }: { index: number; trail: Trail },
  encode: Encode,
): void {
  const internals = builder.reader.internals(fn);
  if (internals.bound !== null) {
    builder.nodes[index] = encodeBound(builder, fn, { internals, trail }, encode);
    return;
  }
  const text = Function.prototype.toString.call(fn);
  const script = readOwnScript(builder, fn, { internals, text, trail });
  if (packageOf(script) !== null) {
    builder.nodes[index] = encodePackageCode(builder, fn, { script, internals, trail });
    return;
  }
  noteImports(builder, fn, script, internals.scopes);
  const read = readFunctionText(text);
  if ("problem" in read) refuse(trail, `a function that cannot be taken along: ${read.problem}`);
  rememberScript(script);
  const position = locateText(script, internals.place ?? NO_PLACE, text);
  const shape = resolveOwnName(read, {
    fn,
    script,
    offset: position.offset,
    scopes: internals.scopes,
    trail,
  });
  refuseSurroundings(shape, { fn, script, offset: position.offset, trail });
  const strict = shape.form === "class" || isStrictAt(script, position.offset);
  const code: Code = {
    text: shape.text,
    before: shape.before,
    after: shape.after,
    strict,
    scope: -1,
    variables: [],
    url: scriptUrl(script),
    line: position.line,
    column: position.column,
  };
  const captured = { fn, node: index, script, offset: position.offset, scopes: internals.scopes, trail };
  builder.nodes[index] =
    shape.classShape === null
      ? encodePlainFunction(builder, captured, { shape, code }, encode)
      : encodeClass(builder, captured, { shape, code }, encode);
}

const NO_PLACE = { scriptId: "", line: 0, column: 0 };

function encodePlainFunction(
  builder: Builder,
  captured: Omit<CapturedFunction, "bindings">,
  { shape, code }: { shape: FunctionShape; code: Code },
  encode: Encode,
): CodeNode {
  const { fn, trail } = captured;
  noteWithoutPrivate(builder, fn, trail);
  const lost = ["name", "length"].find((key) => !Object.hasOwn(fn, key));
  if (lost !== undefined) refuse(trail, `a function whose own "${lost}" was deleted`);
  const prototype = ownPrototype(fn, shape);
  const bindings = encodeBindings(builder, { captured, shape }, encode);
  builder.functions.push({ ...captured, bindings });
  // An ordinary prototype is a node of its own, which finds its function by itself.
  const isOwn = prototype !== null && Object.getOwnPropertyDescriptor(prototype, "constructor")?.value === fn;
  if (isOwn) encode(builder, prototype, throughKey(trail, "prototype"));
  const isOpen = Object.getOwnPropertyDescriptor(fn, "prototype")?.writable === true;
  const leaveOut = prototype !== null && isOpen && (isOwn || isPristinePrototype(prototype, fn));
  const skip = (key: string | symbol): boolean =>
    key === "arguments" || key === "caller" || (key === "prototype" && leaveOut);
  const props: readonly Property[] = encodeProperties(builder, fn, { trail, skip }, encode);
  const natural = naturalFunctionPrototype(shape);
  return {
    kind: "function",
    code,
    ...(shape.pick === null ? {} : { pick: shape.pick }),
    ...encodeExtras(builder, fn, { trail, proto: natural, props }, encode),
  };
}

/** The prototype of a function that can be used with `new`, unless it is as new. */
function ownPrototype(fn: object, { isGenerator }: FunctionShape): object | null {
  const prototype: unknown = isGenerator ? null : Object.getOwnPropertyDescriptor(fn, "prototype")?.value;
  if (typeof prototype !== "object" || prototype === null) return null;
  return prototype;
}

function readOwnScript(
  builder: Builder,
  fn: object,
  { internals, text, trail }: { internals: FunctionInternals; text: string; trail: Trail },
): Script {
  if (NATIVE_TEXT.test(text)) refuse(trail, "a native function, whose code cannot be read");
  const script = internals.place === null ? null : readScript(builder.reader, internals.place.scriptId);
  if (script === null) refuse(trail, "a function whose script the engine does not name");
  if (isNodeScript(script)) refuse(trail, `a function inside Node itself${adviceFor(fn)}`);
  return script;
}

/** Bundlers give it names of their own. */
function adviceFor(fn: object): string {
  const isRequire = Object.hasOwn(fn, "resolve") && Object.hasOwn(fn, "cache");
  return isRequire ? ', made by createRequire: call it "require", or use import() inside the function' : "";
}

/** Code of a package is found again by the name under which the package exports it. */
function encodePackageCode(
  builder: Builder,
  fn: object,
  { script, internals, trail }: { script: Script; internals: FunctionInternals; trail: Trail },
): GraphNode {
  const reference = referenceOfCode(fn, script, internals);
  if (reference !== null) {
    notePackageObject(builder, fn, reference);
    return referenceNode(builder, reference, trail);
  }
  return refuse(
    trail,
    `code of the package "${packageOf(script)}" that no module of it exports: ` +
      "create inside the function what it belongs to",
  );
}

function refuseSurroundings(
  shape: FunctionShape,
  { fn, script, offset, trail }: Pick<CapturedFunction, "fn" | "script" | "offset" | "trail">,
): void {
  for (const need of shape.needs) {
    // There is none at the top of a module, and none where the text is evaluated.
    if (need === "this" && isTopOfModule(script, offset)) continue;
    const why = lexicalRefusal(need, shape);
    if (why !== null) refuse(trail, `a function ("${String(Reflect.get(fn, "name"))}") that ${why}`);
  }
}

function encodeBound(
  builder: Builder,
  fn: object,
  { internals, trail }: { internals: FunctionInternals; trail: Trail },
  encode: Encode,
): NonNullable<Builder["nodes"][number]> {
  noteWithoutPrivate(builder, fn, trail);
  const { target, receiver, args } = internals.bound ?? { target: null, receiver: null, args: [] };
  const props = encodeProperties(builder, fn, { trail, skip: () => false }, encode);
  return {
    kind: "bound",
    target: encode(builder, target, throughPart(trail, ".[[TargetFunction]]")),
    receiver: encode(builder, receiver, throughPart(trail, ".[[BoundThis]]")),
    args: args.map((arg, index) => encode(builder, arg, throughPart(trail, `.[[BoundArgs]][${index}]`))),
    ...encodeExtras(builder, fn, { trail, proto: Function.prototype, props }, encode),
  };
}
