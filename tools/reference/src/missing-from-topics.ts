import type { DocumentationEntryPoint } from "typedoc";

/** The public names in `declarations`, the type declarations of a package, that no topic exports. */
export function missingFromTopics(
  topics: readonly DocumentationEntryPoint[],
  declarations: string,
): readonly string[] {
  const named = new Set(topics.flatMap(({ program, sourceFile }) => exportsOf(program, sourceFile)));
  const [program] = topics.map((topic) => topic.program);
  const entry = program?.getSourceFile(declarations);
  if (program === undefined || entry === undefined) throw new Error(`no topic imports ${declarations}`);
  return exportsOf(program, entry).filter((name) => !named.has(name));
}

type Program = DocumentationEntryPoint["program"];
type SourceFile = DocumentationEntryPoint["sourceFile"];

function exportsOf(program: Program, file: SourceFile): string[] {
  const checker = program.getTypeChecker();
  const symbol = checker.getSymbolAtLocation(file);
  return symbol === undefined ? [] : checker.getExportsOfModule(symbol).map(({ name }) => name);
}
