import type { PackageReference } from "./package-reference.js";

/** Something that a package exports, and where. */
export interface PackageExport {
  readonly value: object;
  readonly reference: PackageReference;
}

/** What a program gets by one import. */
export interface ImportedExports {
  /** What is imported. */
  readonly reference: PackageReference;
  /** Where all of it can be imported from: members of a module are noted as well, as code often takes only some. */
  readonly references: ReadonlyMap<object | symbol, PackageReference>;
  /** The part of it from which everything else of it can be reached. */
  readonly exports: readonly PackageExport[];
}
