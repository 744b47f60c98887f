import { type Builder, type CapturedFunction, refuse, throughVariable } from "../payload/index.js";
import { exportedNames, importedName, ownModules, passedOnExports } from "../engine/index.js";

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
      if (imported === null || !isWritten(builder, written, { exported: imported, live: binding.live }))
        continue;
      refuse(throughVariable(fn.trail, binding.name), STALE);
    }
  }
  for (const read of builder.moduleReads) {
    if (isWritten(builder, written, read)) refuse(read.trail, STALE);
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

interface Read {
  readonly exported: string;
  readonly live: unknown;
}

function isWritten(builder: Builder, written: readonly WrittenExport[], { exported, live }: Read): boolean {
  return written.some((one) => Object.is(one.live, live) && namesElsewhere(builder, one).has(exported));
}

/** Every name by which some module can import a variable: those that pass it on may rename it. */
function namesElsewhere(builder: Builder, { fn, name }: WrittenExport): ReadonlySet<string> {
  const names = new Set(exportedNames(fn.script, name));
  if (names.size === 0) return names;
  const passedOn = ownModules(builder.reader).flatMap(passedOnExports);
  for (let known = 0; known < names.size;) {
    known = names.size;
    for (const [from, to] of passedOn) if (names.has(from)) names.add(to);
  }
  return names;
}
