import { childrenOf, parseCode, type SyntaxNode } from "./syntax.js";

/** A module that code loads when it runs: `import("name")`, `require("name")`. */
export interface ModuleLoad {
  readonly how: "import" | "require";
  readonly specifier: string;
}

/** What a text loads, and the text with a name in the place of the word `import`, which cannot be provided. */
export interface LoadingText {
  readonly text: string;
  readonly loads: readonly ModuleLoad[];
}

/** As long as the word that it stands for, so that every other character keeps its place. */
export const IMPORT_NAME = "$cwimp";

/** The same for `import.meta`, of which only what never changes can be provided. */
export const META_NAME = "$cwimpmeta_";
const META_MEMBERS: ReadonlySet<string> = new Set(["url", "filename", "dirname"]);

/** What the test runner makes of `import()`. */
export const TEST_RUNNER_IMPORT = "__vite_ssr_dynamic_import__";

/** Reads what the text of a function or class loads. */
export function readLoads(text: string): LoadingText {
  if (!/\bimport\b|\brequire\b|__vite_ssr_dynamic_import__/u.test(text)) return { text, loads: [] };
  const { root, shift } = parseCode(text);
  if (root === null) return { text, loads: [] };
  const loads: ModuleLoad[] = [];
  let rewritten = text;
  const open: SyntaxNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    open.push(...childrenOf(node));
    const load = loadOf(node);
    if (load !== null) loads.push(load);
    const name = standIn(node);
    if (name === null) continue;
    const start = node.start - shift;
    rewritten = rewritten.slice(0, start) + name + rewritten.slice(start + name.length);
  }
  return { text: rewritten, loads };
}

/** The name to put at the beginning of a node, in the place of words that mean nothing outside of their file. */
function standIn(node: SyntaxNode): string | null {
  if (node.type === "ImportExpression") return IMPORT_NAME;
  if (node.type !== "MemberExpression" || node.object.type !== "MetaProperty" || node.computed) return null;
  const { meta, start, end } = node.object;
  const isKnown = node.property.type === "Identifier" && META_MEMBERS.has(node.property.name);
  return meta.name === "import" && isKnown && end - start === META_NAME.length ? META_NAME : null;
}

function loadOf(node: SyntaxNode): ModuleLoad | null {
  if (node.type === "ImportExpression") return loadFrom("import", node.source);
  if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return null;
  if (node.callee.name === "require") return loadFrom("require", node.arguments[0]);
  return node.callee.name === TEST_RUNNER_IMPORT ? loadFrom("import", node.arguments[0]) : null;
}

function loadFrom(how: ModuleLoad["how"], source: SyntaxNode | undefined): ModuleLoad | null {
  if (source?.type === "TemplateLiteral" && source.expressions.length === 0) {
    return { how, specifier: source.quasis[0]?.value.cooked ?? "" };
  }
  return source?.type === "Literal" && typeof source.value === "string"
    ? { how, specifier: source.value }
    : null;
}
