export type {
  Code,
  CodeNode,
  DataNode,
  GraphNode,
  ImportedNode,
  NodeExtras,
  OrdinaryNode,
  Property,
  SharedScope,
  Value,
} from "@cwsandbox/runner/payload";
export {
  newBuilder,
  nodeValue,
  reserveNode,
  type Binding,
  type Builder,
  type BundledReference,
  type CaptureOptions,
  type CapturedFunction,
  type CapturedVariable,
  type Encode,
  type PartialObject,
  type PooledView,
} from "./builder.js";
export type { Capture, CapturedGraph } from "./graph.js";
export { editedCode, withInsertions, type Insertion } from "./insertions.js";
export { refuseEnvironmentCopy, refuseSecret } from "./secrets.js";
export { mapStack, rememberScript } from "./stack-mapping.js";
export {
  START,
  refuse,
  throughArgument,
  throughKey,
  throughPart,
  throughVariable,
  wayText,
  type Trail,
} from "./trail.js";
