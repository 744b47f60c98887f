import {
  type CapturedVariable,
  type CapturedGraph,
  type GraphNode,
  type Value,
  wayText,
} from "./payload/index.js";

/** A variable that travels with a function. */
export interface ExplainedVariable {
  /** Its name in the code. */
  readonly name: string;
  /** The way to it from the function: `helper → lock`. */
  readonly path: string;
  /** Whether its value travels, or only where to find it: in Node, or in a package. */
  readonly how: "value" | "builtin" | "package";
  /** Size in bytes of everything that travels because of it; what several variables share counts for each. */
  readonly sizeBytes: number;
  /** Of a builtin or a package: its name. */
  readonly from?: string;
}

/** Lists what was captured, in the order in which it was found. */
export function explainVariables(
  { nodes, attachments }: CapturedGraph,
  variables: readonly CapturedVariable[],
  packageOf: (bundledName: string) => string | null,
): ExplainedVariable[] {
  const sizes = nodes.map((node) => sizeOf(node, attachments));
  const links = nodes.map(referredNodes);
  return variables.map(({ name, trail, value }) => {
    const node = nodeOf(value, nodes);
    return {
      name,
      path: wayText(trail),
      sizeBytes: reachableSize(value, links, sizes),
      ...placeOf(node, packageOf),
    };
  });
}

function nodeOf(value: Value, nodes: readonly GraphNode[]): GraphNode | null {
  return Array.isArray(value) && value[0] === "node" ? (nodes[Number(value[1])] ?? null) : null;
}

function placeOf(
  node: GraphNode | null,
  packageOf: (bundledName: string) => string | null,
): Pick<ExplainedVariable, "how" | "from"> {
  if (node === null || !("kind" in node)) return { how: "value" };
  if (node.kind === "builtin") return { how: "builtin", from: node.path.slice(1).join(".") };
  if (node.kind !== "imported") return { how: "value" };
  const from = node.specifier ?? packageOf(node.path[0] ?? "");
  return { how: "package", ...(from === null ? {} : { from }) };
}

function sizeOf(node: GraphNode, attachments: CapturedGraph["attachments"]): number {
  const text = Buffer.byteLength(JSON.stringify(node));
  if (!("kind" in node) || node.kind !== "arraybuffer") return text;
  return (attachments[node.attachment] ?? []).reduce((sum, { length }) => sum + length, text);
}

/** The nodes that a node mentions, wherever it does. */
function referredNodes(node: GraphNode): number[] {
  const found: number[] = [];
  const open: unknown[] = [node];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (Array.isArray(part) && part[0] === "node" && part.length === 2) found.push(Number(part[1]));
    else if (typeof part === "object" && part !== null) {
      for (const inner of Object.values(part)) if (inner !== undefined) open.push(inner);
    }
  }
  return found;
}

function reachableSize(
  value: Value,
  links: readonly (readonly number[])[],
  sizes: readonly number[],
): number {
  if (!Array.isArray(value) || value[0] !== "node") return Buffer.byteLength(JSON.stringify(value));
  const seen = new Set<number>();
  const open = [Number(value[1])];
  let total = 0;
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (seen.has(index)) continue;
    seen.add(index);
    total += sizes[index] ?? 0;
    open.push(...(links[index] ?? []));
  }
  return total;
}
