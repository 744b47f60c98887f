import { type Builder, type CapturedFunction, refuse, throughVariable } from "../payload/index.js";
import { exportedNames, importedName } from "../engine/index.js";

interface WrittenExport {
  readonly fn: CapturedFunction;
  readonly name: string;
  readonly live: unknown;
}

/**
 * An imported variable is a view of the exporting module's variable. Captured, it is a copy, which is the same
 * as long as no captured code assigns the original; where some does, the copy would fall behind, so it is
 * refused.
 */
export function refuseStaleExports(builder: Builder): void {
  const written = writtenModuleVariables(builder.functions);
  if (written.length === 0) return;
  for (const fn of builder.functions) {
    for (const binding of fn.bindings) {
      if (fn.scopes[binding.scopeIndex]?.kind.startsWith("Module") !== true) continue;
      const imported = importedName(fn.script, binding.name);
      if (imported === null || !isWritten(written, imported, binding.live)) continue;
      refuse(throughVariable(fn.trail, binding.name), STALE);
    }
  }
  for (const { exported, live, trail } of builder.moduleReads) {
    if (isWritten(written, exported, live)) refuse(trail, STALE);
  }
}

const STALE =
  "an imported variable that captured code of its module assigns: export a function that returns it, or keep it in an object";

function writtenModuleVariables(functions: readonly CapturedFunction[]): WrittenExport[] {
  return functions.flatMap((fn) =>
    fn.bindings
      .filter(
        ({ written, scopeIndex }) => written && fn.scopes[scopeIndex]?.kind.startsWith("Module") === true,
      )
      .map(({ name, live }) => ({ fn, name, live })),
  );
}

function isWritten(written: readonly WrittenExport[], exported: string, live: unknown): boolean {
  return written.some(
    (one) => Object.is(one.live, live) && exportedNames(one.fn.script, one.name).includes(exported),
  );
}
