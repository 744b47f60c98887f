import { loadNamespaces } from "./builtins.js";
import type { Frame } from "./frame.js";
import { restoreGraph } from "./graph.js";
import { loadImageModules } from "./image-modules.js";
import type { Call } from "./payload.js";
import { fromPlainData } from "./plain-data.js";
import { jsonResult, structuredResult, type TellResult } from "./result-frame.js";
import { shippedBy } from "./structured/index.js";

/** What the function returned, and how the caller wants to be told. */
interface Returned {
  readonly value: unknown;
  readonly tell: TellResult;
}

/** Restores the call that a payload describes, makes it, and waits for what it gives. */
export async function runCall({ document: call, attachments }: Frame): Promise<Returned> {
  if (!isCall(call)) throw new Error("The payload does not describe a function call.");
  const namespaces = await loadNamespaces(call.namespaces);
  const imageModules = await loadImageModules(call.imports);
  const restored = restoreGraph(call, attachments, { namespaces, imageModules });
  const args = call.args === undefined ? [...restored.values] : fromPlainData(call.args);
  if (typeof restored.function !== "function" || !Array.isArray(args)) {
    throw new Error("The payload does not describe a function call.");
  }
  // The prototypes of this moment count: the function may change them.
  const tell =
    call.values === undefined ? jsonResult : structuredResult(shippedBy(call.nodes, restored.node));
  const value: unknown = await Reflect.apply(restored.function, restored.receiver, args);
  return { value, tell };
}

/** Only the outer shape: the caller's own client wrote the rest. */
function isCall(document: unknown): document is Call {
  return typeof document === "object" && document !== null && "nodes" in document && "function" in document;
}
