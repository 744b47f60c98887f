/**
 * Ordinary functions of the program whose calls run in sandboxes.
 * @module
 */
export {
  type FunctionDecorator,
  type FunctionFactory,
  type FunctionOptions,
  type MapErrorPolicy,
  type MapFailure,
  type MapProgress,
  type MapSource,
  type MapStreamOptions,
  type RemoteFunction,
  type RemoteFunctionOptions,
  Serialization,
  terminalProgress,
  type TerminalProgressOptions,
} from "cwsandbox";
