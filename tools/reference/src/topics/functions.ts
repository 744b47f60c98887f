/**
 * Ordinary functions of the program whose calls run in sandboxes.
 * @module
 */
export {
  type FunctionDecorator,
  type FunctionFactory,
  type FunctionOptions,
  type RemoteFunction,
  type RemoteFunctionOptions,
  Serialization,
} from "cwsandbox";
