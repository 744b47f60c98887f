import {
  type Builder,
  type CapturedFunction,
  type CapturedVariable,
  type CaptureOptions,
  newBuilder,
  type Capture,
  type GraphNode,
  editedCode,
  START,
  throughArgument,
  throughVariable,
} from "./payload/index.js";
import {
  encodeBuiltinChanges,
  encodeWeakEntries,
  settlePooledViews,
  encodeValue,
  restorableEdits,
  refuseExchangedPrototypes,
  refuseStrayPrivate,
  shareTemplates,
} from "./encode/index.js";
import { checkFoundations } from "./builtins/index.js";
import { isPlain, keepCapture, recallCapture } from "./kept-capture.js";
import { withoutWrapper } from "./wrappers.js";
import { readFunctionText } from "./source/index.js";
import { FunctionReader, loadedFiles, checkInspector } from "./engine/index.js";
import { settleVariables } from "./cells/index.js";

/** The call that is captured, and what the caller decides. */
export interface CaptureInput extends Partial<CaptureOptions> {
  /** The function's `this`; travels only when the function uses it. */
  readonly receiver?: unknown;
  /** Arguments that travel in the graph, with everything they share with the variables. */
  readonly args?: readonly unknown[];
}

/**
 * Captures a function with everything it uses, with the values of this moment. The documented rule: helpers,
 * classes and variables travel in full; what cannot travel is refused by the variable's name and its path.
 *
 * @param fn - Any function value except a generator; see `inspectFunction`.
 * @throws FunctionSerializationError naming the variable that cannot travel.
 * @throws FunctionError where this process does not allow looking into functions.
 */
export function captureFunction(
  fn: object,
  { receiver, args, packages = [], allowSecrets = [], maxAttachedBytes = Infinity }: CaptureInput = {},
): Capture {
  checkFoundations();
  const decided = { packages, allowSecrets, maxAttachedBytes };
  const mayKeep = args === undefined && isPlain(decided);
  const kept = mayKeep ? recallCapture(fn) : null;
  if (kept !== null) return kept;
  const reader = new FunctionReader();
  try {
    checkInspector(reader);
    const builder = newBuilder(reader, decided);
    const original = withoutWrapper(fn);
    const root = encodeValue(builder, original, START);
    const hasReceiver = usesReceiver(original);
    const encodedReceiver = encodeValue(
      builder,
      hasReceiver ? receiver : undefined,
      throughVariable(START, "this"),
    );
    const values = args?.map((arg, index) => encodeValue(builder, arg, throughArgument(index)));
    walk(builder);
    encodeBuiltinChanges(builder, () => walk(builder), encodeValue);
    refuseExchangedPrototypes(builder);
    refuseStrayPrivate(builder);
    const scopes = settleVariables(builder);
    settlePooledViews(builder);
    shareTemplates(builder, () => walk(builder), encodeValue);
    for (const owner of builder.restorable) makeRestorable(builder, owner);
    for (const captured of builder.functions) keepShownText(builder, captured);
    const nodes = finishedNodes(builder);
    const graph = {
      function: root,
      receiver: encodedReceiver,
      ...(values === undefined ? {} : { values }),
      nodes,
      shapes: builder.shapes.all,
      scopes,
      strict: nodes.every((node) => !("code" in node) || node.code.strict),
      namespaces: [...builder.namespaces],
      imports: [...builder.imageModules.values()],
      attachments: builder.attachments,
    };
    const capture = {
      graph,
      shipped: args === undefined ? new Map() : shippedWith(builder),
      bundled: [...builder.bundled.values()],
      files: ownFiles(builder),
      variables: [...boundVariables(builder), ...builder.changes],
    };
    if (mayKeep && !hasReceiver) keepCapture(fn, capture, builder);
    return capture;
  } finally {
    reader.close();
  }
}

/** Visits everything that was met, and what that brings along. */
function walk(builder: Builder): void {
  do {
    for (let visit = builder.pending.pop(); visit !== undefined; visit = builder.pending.pop()) visit();
  } while (encodeWeakEntries(builder, encodeValue));
}

function boundVariables({ functions }: Builder): CapturedVariable[] {
  return functions.flatMap(({ bindings, trail }) =>
    bindings.map(({ name, value }) => ({ name, value, trail: throughVariable(trail, name) })),
  );
}

/** Lets the runner fill the private members of a class. */
function makeRestorable(builder: Builder, owner: object): void {
  const index = builder.ids.get(owner) ?? -1;
  const node = builder.nodes[index];
  if (node === undefined || !("kind" in node) || node.kind !== "class") return;
  const code = editedCode(node.code, restorableEdits(node.code.text));
  builder.nodes[index] = { ...node, restorable: true, code };
}

/** A text that was changed to travel must not be seen to be. */
function keepShownText(builder: Builder, captured: CapturedFunction): void {
  const node = builder.nodes[captured.node];
  const shown = Function.prototype.toString.call(captured.fn);
  if (node === undefined || !("code" in node) || node.code.text === shown) return;
  builder.nodes[captured.node] = { ...node, code: { ...node.code, shown } };
}

/** What a result may be an instance of, or use as a key. */
function shippedWith(builder: Builder): ReadonlyMap<number, object | symbol> {
  const shipped = new Map<number, object | symbol>();
  for (const [value, index] of builder.ids) {
    const node = builder.nodes[index];
    if (node === undefined || !("kind" in node)) continue;
    if (node.kind === "class" || node.kind === "function" || node.kind === "symbol")
      shipped.set(index, value);
  }
  return shipped;
}

/** Files of which a second copy could differ, when code loads more of the caller's files. */
function ownFiles(builder: Builder): ReadonlySet<string> {
  const loadsFiles = [...builder.bundled.values()].some(({ reference }) => reference.packageName === null);
  return loadsFiles ? loadedFiles(builder.reader) : new Set();
}

function usesReceiver(fn: object): boolean {
  const shape = readFunctionText(Function.prototype.toString.call(fn));
  return "problem" in shape || shape.form !== "arrow";
}

function finishedNodes(builder: Builder): GraphNode[] {
  return builder.nodes.map((node) => {
    if (node === undefined) throw new TypeError("A captured value was left without a description.");
    return node;
  });
}
