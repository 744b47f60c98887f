import { isSameReference, type PackageExport, type UntouchedModule, Watch } from "../packages/index.js";
import { comparePackage, type PackageChange } from "./compare-packages.js";

/** A comparison of some exports of a module, which holds for as long as nothing changes that it looked at. */
interface Earlier {
  readonly exports: readonly PackageExport[];
  readonly changes: readonly PackageChange[];
  readonly watch: Watch;
}

/** As many functions of a program can use the same package in different ways without slowing each other down. */
const MAX_EARLIER = 16;
const comparisons = new WeakMap<UntouchedModule, Earlier[]>();

/** What of some exports differs from the untouched module. Most captures find everything as an earlier one did. */
export function changesOf(
  module: UntouchedModule,
  exports: readonly PackageExport[],
): readonly PackageChange[] {
  const earlier = comparisons.get(module) ?? [];
  const known = earlier.find((one) => areSame(one.exports, exports));
  if (known?.watch.isUnchanged() === true) return known.changes;
  const { changes, compared } = comparePackage(module, exports);
  const watch = new Watch();
  for (const value of compared) watch.add(value);
  const others = earlier.filter((one) => one !== known).slice(1 - MAX_EARLIER);
  comparisons.set(module, [...others, { exports, changes, watch }]);
  return changes;
}

function areSame(some: readonly PackageExport[], others: readonly PackageExport[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ value, reference }, at) => {
      const other = others[at];
      return value === other?.value && isSameReference(reference, other.reference);
    })
  );
}
