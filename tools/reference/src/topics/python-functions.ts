/**
 * Functions in Python whose calls run in sandboxes, and the arrays of numbers they take and return.
 * @module
 */
export {
  type NdArray,
  type PythonFunction,
  type PythonFunctionFactory,
  type PythonFunctionOptions,
  type TypedArray,
} from "cwsandbox";
