import { CWSandboxValidationError } from "../../errors/index.js";
import { Serialization } from "../../values/index.js";
import { readFunctionOptions, type RemoteFunctionOptions } from "../options.js";

const OF_CAPTURE = ["packages", "allowSecrets", "warnAboveSizeBytes"] as const;
type OfCapture = (typeof OF_CAPTURE)[number];

/** Options of a Python function: those of JavaScript functions without those of capturing, and two of its own. */
export interface PythonFunctionOptions extends Omit<RemoteFunctionOptions, OfCapture> {
  /** Name of the function; needed when the source defines several. */
  readonly name?: string | null | undefined;
  /**
   * Global variables of the source, by name. They are read at each call, so later changes of the object reach
   * later calls; what Python does to them never comes back.
   */
  readonly globals?: Readonly<Record<string, unknown>> | null | undefined;
}

/** How arguments and results of Python functions can travel. */
export type PythonSerialization = typeof Serialization.JSON | typeof Serialization.PICKLE;

/** Options, checked and taken apart. */
export interface CheckedPythonOptions {
  readonly name: string | undefined;
  readonly globals: Readonly<Record<string, unknown>>;
  readonly serialization: PythonSerialization;
  /** What concerns the sandbox and the call. */
  readonly call: RemoteFunctionOptions;
}

/** @throws CWSandboxValidationError naming the option. */
export function readPythonOptions(options: PythonFunctionOptions): CheckedPythonOptions {
  if (typeof options !== "object" || options === null) {
    throw new CWSandboxValidationError(
      `session.pythonFunction: the options must be an object, but got ${options === null ? "null" : typeof options}.`,
      { field: "options" },
    );
  }
  const { name, globals, serialization, ...others } = options;
  const misplaced = OF_CAPTURE.find((option) => option in others);
  if (misplaced !== undefined) {
    throw new CWSandboxValidationError(
      `${misplaced} is for JavaScript functions; of a Python function only the source and its globals travel.`,
      { field: misplaced },
    );
  }
  if (name !== undefined && name !== null && typeof name !== "string") {
    throw new CWSandboxValidationError(`name must be text, but is of type ${typeof name}.`, {
      field: "name",
    });
  }
  if (globals !== undefined && globals !== null && (typeof globals !== "object" || Array.isArray(globals))) {
    throw new CWSandboxValidationError("globals must be an object of variables by name.", {
      field: "globals",
    });
  }
  checkVariableNames(globals ?? {});
  return {
    name: name ?? undefined,
    globals: globals ?? {},
    serialization: checkPythonSerialization(serialization),
    call: readFunctionOptions(others),
  };
}

/** @throws CWSandboxValidationError for a name that no Python variable can have. */
export function checkVariableNames(globals: Readonly<Record<string, unknown>>): void {
  const wrong = Object.keys(globals).find((name) => !/^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(name));
  if (wrong === undefined) return;
  throw new CWSandboxValidationError(`globals: ${JSON.stringify(wrong)} is no name of a Python variable.`, {
    field: "globals",
  });
}

function checkPythonSerialization(mode: unknown): PythonSerialization {
  if (mode === undefined || mode === null) return Serialization.JSON;
  if (mode === Serialization.JSON || mode === Serialization.PICKLE) return mode;
  const why =
    mode === Serialization.STRUCTURED
      ? "STRUCTURED is for JavaScript functions; the rich mode of Python functions is Serialization.PICKLE."
      : `unknown mode ${JSON.stringify(mode)}; use Serialization.JSON or Serialization.PICKLE.`;
  throw new CWSandboxValidationError(`serialization: ${why}`, { field: "serialization" });
}
