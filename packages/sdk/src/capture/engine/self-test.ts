import { FunctionError } from "../../errors/index.js";
import type { FunctionReader } from "./function-reader.js";

let hasPassed = false;

/**
 * Makes sure, once per process, that this version of the engine shows the variables of a function the way
 * capture relies on. A wrong value without an error would be worse than no capture at all.
 *
 * @throws FunctionError naming the version when it does not.
 */
export function checkInspector(reader: FunctionReader): void {
  if (hasPassed) return;
  const token = { secret: 0 };
  const probe = (
    (hidden: object) => () =>
      hidden
  )(token);
  const { scopes, place } = reader.internals(probe);
  const read = scopes.find(({ names }) => names.has("hidden"))?.read("hidden");
  if (read !== token || place === null) {
    throw new FunctionError(
      `Node ${process.versions.node} does not show the variables of a function as expected, so nothing can be captured. ` +
        "Use a version of Node that this package supports (20, 22 or 24).",
    );
  }
  hasPassed = true;
}
