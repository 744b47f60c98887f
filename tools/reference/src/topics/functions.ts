/**
 * Ordinary functions of the program whose calls run in sandboxes.
 * @module
 */
export {
  type ConstructedFunctionOptions,
  type ExplainedVariable,
  FunctionCall,
  type FunctionDecorator,
  type FunctionExplanation,
  type FunctionFactory,
  type FunctionOwner,
  type FunctionOptions,
  type MapErrorPolicy,
  type MapFailure,
  type MapProgress,
  type MapSource,
  type MapStreamOptions,
  type OutputListener,
  type RemoteCalls,
  RemoteFunction,
  type RemoteFunctionOptions,
  Serialization,
  terminalProgress,
  type TerminalProgressOptions,
} from "cwsandbox";
