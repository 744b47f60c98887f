export { createPythonFunction, type PythonFunction, type PythonFunctionFactory } from "./python-function.js";
export type { PythonFunctionOptions } from "./python-options.js";
