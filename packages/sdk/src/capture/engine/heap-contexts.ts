import { getHeapSnapshot } from "node:v8";

/** The activations (scopes with memory of their own) that a function lives in, innermost first. */
export type ContextChain = readonly number[];

/** Larger heaps take too long to look through, and their picture does not fit into one text. */
const MAX_HEAP_BYTES = 256 * 1024 * 1024;

export function isHeapReadable(): boolean {
  return process.memoryUsage().heapUsed <= MAX_HEAP_BYTES;
}

/**
 * Finds out which functions were made in the same activation. Nothing else in the engine tells two
 * activations with equal variables apart. Takes a fraction of a second, so it is the last resort.
 *
 * @returns One chain per function, in order; equal numbers mean the same activation.
 */
export function contextChains(functions: readonly object[]): ContextChain[] {
  const probe = new CwsandboxHeapProbe(functions);
  const heap = readHeap();
  const [node] = heap.objectsNamed(CwsandboxHeapProbe.name);
  const list = node === undefined ? undefined : heap.edge(node, "property", "functions");
  const elements = list === undefined ? undefined : heap.elements(list);
  return probe.functions.map((_, index) => {
    const fn = elements?.get(index);
    return fn === undefined ? [] : chainFrom(heap, heap.edge(fn, "internal", "context"));
  });
}

/** Its name marks the place in the heap where the functions are found. */
class CwsandboxHeapProbe {
  readonly functions: readonly object[];

  constructor(functions: readonly object[]) {
    this.functions = [...functions];
  }
}

function chainFrom(heap: Heap, first: number | undefined): number[] {
  const chain: number[] = [];
  for (let context = first; context !== undefined; context = heap.edge(context, "internal", "previous")) {
    chain.push(context);
  }
  return chain;
}

interface Heap {
  objectsNamed(name: string): number[];
  edge(node: number, type: string, name: string): number | undefined;
  elements(node: number): ReadonlyMap<number, number>;
}

interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[]];
      readonly edge_fields: readonly string[];
      readonly edge_types: readonly [readonly string[]];
    };
  };
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly strings: readonly string[];
}

function isSnapshot(value: unknown): value is Snapshot {
  return (
    typeof value === "object" &&
    value !== null &&
    "snapshot" in value &&
    "edges" in value &&
    "strings" in value
  );
}

function takeSnapshot(): Snapshot {
  const stream = getHeapSnapshot();
  const chunks: Buffer[] = [];
  for (let chunk: unknown = stream.read(); chunk !== null; chunk = stream.read()) {
    if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  }
  stream.destroy();
  const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
  if (!isSnapshot(parsed)) throw new TypeError("The engine's heap snapshot has an unknown form.");
  return parsed;
}

function readHeap(): Heap {
  const { snapshot, nodes, edges, strings } = takeSnapshot();
  const { meta } = snapshot;
  const width = meta.node_fields.length;
  const edgeWidth = meta.edge_fields.length;
  const countAt = meta.node_fields.indexOf("edge_count");
  const nameAt = meta.node_fields.indexOf("name");
  const firstEdges = new Uint32Array(nodes.length / width);
  let total = 0;
  for (let node = 0; node < nodes.length; node += width) {
    firstEdges[node / width] = total;
    total += nodes[node + countAt] ?? 0;
  }
  function* edgesOf(node: number): Generator<{ type: string; name: number; to: number }> {
    const first = firstEdges[node / width] ?? 0;
    for (let edge = first; edge < first + (nodes[node + countAt] ?? 0); edge += 1) {
      const at = edge * edgeWidth;
      yield {
        type: meta.edge_types[0][edges[at] ?? 0] ?? "",
        name: edges[at + 1] ?? 0,
        to: edges[at + 2] ?? 0,
      };
    }
  }
  return {
    objectsNamed: (name) => {
      const found: number[] = [];
      for (let node = 0; node < nodes.length; node += width) {
        const type = meta.node_types[0][nodes[node] ?? 0];
        if (type === "object" && strings[nodes[node + nameAt] ?? 0] === name) found.push(node);
      }
      return found;
    },
    edge: (node, type, name) => {
      for (const edge of edgesOf(node)) if (edge.type === type && strings[edge.name] === name) return edge.to;
      return undefined;
    },
    elements: (node) => {
      const found = new Map<number, number>();
      for (const edge of edgesOf(node)) if (edge.type === "element") found.set(edge.name, edge.to);
      return found;
    },
  };
}
