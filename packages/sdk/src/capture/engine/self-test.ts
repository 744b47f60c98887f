import { FunctionError } from "../../errors/index.js";
import type { FunctionReader } from "./inspector-session.js";

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
  const described = scopes.find(({ variables }) => variables.has("hidden"))?.variables.get("hidden");
  const [read] = described === undefined ? [] : reader.values([described]);
  if (read !== token || place === null) {
    throw new FunctionError(
      `Node ${process.versions.node} does not show the variables of a function as expected, so nothing can be captured. ` +
        "Use a version of Node that this package supports (20, 22 or 24).",
    );
  }
  hasPassed = true;
}
