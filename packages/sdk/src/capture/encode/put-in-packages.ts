import { type PackageExport, visitMembers } from "../packages/index.js";
import type { Builder } from "../payload/index.js";
import { isProgramFunction } from "./builtin-change.js";
import type { PackageChange, PackagePlace } from "./compare-packages.js";
import { packageScript } from "./package-code.js";
import { isObject, prototypeProperty } from "../../support/index.js";

/**
 * The functions of the program among the members of exports, of their classes and of the prototypes of both: all that
 * can be told of a package that is not compared. What it holds otherwise may be its own.
 */
export function putIn(builder: Builder, exports: readonly PackageExport[]): PackageChange[] {
  const changes: PackageChange[] = [];
  const look = (owner: PackagePlace, isExport: boolean): void => {
    visitMembers(owner.value, (name, key, now) => {
      const value: unknown = now.value;
      if (Object.values(now).some((part: unknown) => isOfProgram(builder, part)))
        changes.push({ owner, part: "member", key, name, now, before: null });
      else if (isExport && typeof value === "function")
        look({ root: owner.root, value, parent: owner, key }, false);
    });
    const prototype = prototypeProperty(owner.value);
    const parent = { root: owner.root, parent: owner, key: "prototype" };
    if (isObject(prototype)) look({ ...parent, value: prototype }, false);
  };
  for (const { value, reference } of exports) look({ root: reference, value, parent: null, key: null }, true);
  return changes;
}

function isOfProgram(builder: Builder, value: unknown): boolean {
  return (
    typeof value === "function" && isProgramFunction(builder, value) && packageScript(builder, value) === null
  );
}
