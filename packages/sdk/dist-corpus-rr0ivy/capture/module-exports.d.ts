import type { Script } from "./scripts.js";
/** The name by which another module exports what is imported under a local name; null for other variables. */
export declare function importedName(script: Script, local: string): string | null;
/** The names under which a module exports one of its variables. */
export declare function exportedNames(script: Script, local: string): readonly string[];
//# sourceMappingURL=module-exports.d.ts.map