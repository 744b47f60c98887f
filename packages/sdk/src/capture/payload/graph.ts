import type { FunctionGraph } from "@cwsandbox/runner/payload";
import type { BundledReference, CapturedVariable } from "./builder.js";

/** A function with everything it needs, as plain data. */
export interface CapturedGraph extends FunctionGraph {
  /** Each in pieces. */
  readonly attachments: readonly (readonly Uint8Array[])[];
}

/** A captured function, and what of it a result can refer to. */
export interface Capture {
  readonly graph: CapturedGraph;
  /** Classes, functions and symbols of this process by their node. */
  readonly shipped: ReadonlyMap<number, object | symbol>;
  /** What is sent along of packages. */
  readonly bundled: readonly BundledReference[];
  readonly variables: readonly CapturedVariable[];
  /** Files of this program of which nothing may be sent along again; none when that cannot happen. */
  readonly files: ReadonlySet<string>;
}
