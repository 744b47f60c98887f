import { type Builder, newBuilder } from "./builder.js";
import { settlePooledViews } from "./encode-binary.js";
import { encodeValue } from "./encode-value.js";
import { withoutWrapper } from "./wrappers.js";
import { readFunctionText } from "./function-text.js";
import type { CapturedGraph, GraphNode } from "./graph.js";
import { openFunctionReader } from "./inspector-session.js";
import { checkInspector } from "./self-test.js";
import { settleVariables } from "./shared-variables.js";
import { START, throughVariable } from "./trail.js";

/**
 * Captures a function with everything it uses, with the values of this moment. The documented rule: helpers,
 * classes and variables travel in full; what cannot travel is refused by the variable's name and its path.
 *
 * @param fn - Any function value except a generator; see `inspectFunction`.
 * @param receiver - Its `this`; travels only when the function uses it.
 * @throws FunctionSerializationError naming the variable that cannot travel.
 * @throws FunctionError where this process does not allow looking into functions.
 */
export function captureFunction(fn: object, receiver?: unknown): CapturedGraph {
  const reader = openFunctionReader();
  try {
    checkInspector(reader);
    const builder = newBuilder(reader);
    const original = withoutWrapper(fn);
    const root = encodeValue(builder, original, START);
    const encodedReceiver = encodeValue(
      builder,
      usesReceiver(original) ? receiver : undefined,
      throughVariable(START, "this"),
    );
    drain(builder);
    const scopes = settleVariables(builder);
    settlePooledViews(builder);
    const nodes = finishedNodes(builder);
    return {
      function: root,
      receiver: encodedReceiver,
      nodes,
      scopes,
      strict: nodes.every((node) => !("code" in node) || node.code.strict),
      namespaces: [...builder.namespaces],
      attachments: builder.attachments,
    };
  } finally {
    reader.close();
  }
}

function drain(builder: Builder): void {
  for (let visit = builder.pending.pop(); visit !== undefined; visit = builder.pending.pop()) visit();
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
