/** Something of an installed package: told by where it is found, not by what it is. */
export interface PackageReference {
  /** The package's name; null for a file of the caller's own that a function loads when it runs. */
  readonly packageName: string | null;
  /** What an import in `directory` says, or the path of a file. */
  readonly specifier: string;
  readonly directory: string;
  /** Packages may give different files to the two. */
  readonly how: "import" | "require";
  /** Loaded only when the code asks for it. */
  readonly isLazy?: boolean;
  /** Names that lead from the module to the value; none for the module itself. */
  readonly path: readonly string[];
}

/** References with the same text mean the same thing. */
export function referenceKey({
  specifier,
  directory,
  how,
  path,
  isLazy,
}: Omit<PackageReference, "packageName">): string {
  return JSON.stringify([specifier, directory, how, path, isLazy === true]);
}

/** Whether two references mean the same thing. */
export function isSameReference(one: PackageReference, other: PackageReference): boolean {
  return one === other || referenceKey(one) === referenceKey(other);
}
