import { parentsOf, parseCode, type SyntaxNode } from "./syntax.js";

/** A template behind a tag, as `html` and `sql` are used. */
export interface TaggedTemplate {
  /** Where the tag begins in the text. */
  readonly start: number;
  /** The pieces that the tag gets as `strings.raw` and as `strings`. */
  readonly raw: readonly string[];
  readonly cooked: readonly (string | undefined)[];
  /** Whether the tag is `String.raw`, which only reads the pieces. */
  readonly isRawText: boolean;
  /** Whether its result is what `new` constructs, which a call could not stand for. */
  readonly isBehindNew: boolean;
  /** Parts of the text that belong to the template itself, between the values. */
  readonly pieces: readonly Piece[];
}

interface Piece {
  readonly start: number;
  readonly end: number;
}

/** Program texts are few and repeat with every call. */
const MAX_CACHED_TEXTS = 1024;
const cache = new Map<string, readonly TaggedTemplate[]>();

/** The templates with tags in the text of a function or class, in its order. */
export function taggedTemplates(text: string): readonly TaggedTemplate[] {
  if (!text.includes("`")) return [];
  const known = cache.get(text);
  if (known !== undefined) return known;
  if (cache.size >= MAX_CACHED_TEXTS) cache.clear();
  const found = findTemplates(text);
  cache.set(text, found);
  return found;
}

function findTemplates(text: string): TaggedTemplate[] {
  const { root, shift } = parseCode(text);
  if (root === null) return [];
  const parents = parentsOf(root);
  const found: TaggedTemplate[] = [];
  for (const node of [root, ...parents.keys()]) {
    if (!isTagged(node)) continue;
    const { quasis } = node.quasi;
    found.push({
      start: node.start - shift,
      raw: quasis.map(({ value }) => value.raw),
      cooked: quasis.map(({ value }) => value.cooked ?? undefined),
      isRawText: isRawText(node.tag),
      isBehindNew: isConstructed(node, parents),
      pieces: quasis.map(({ start, end, tail }) => ({
        start: start - 1 - shift,
        end: (tail ? end + 1 : end + 2) - shift,
      })),
    });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The text with calls of the tags in the place of the templates; what the tags get first is still missing. */
export function withCalls(text: string, templates: readonly TaggedTemplate[]): string {
  let called = text;
  for (const piece of templates.flatMap(({ pieces }) => pieces)) {
    const before = called.slice(piece.start, piece.end);
    called = called.slice(0, piece.start) + callText(before) + called.slice(piece.end);
  }
  return called;
}

/** As wide as the piece: every delimiter has a counterpart in a call. */
function callText(piece: string): string {
  const inner = /^[`}]([^]*?)(`|\$\{)$/u.exec(piece);
  const [, words = "", end = ""] = inner ?? [];
  const blanks = words.replaceAll(/[^\n\r\u2028\u2029]/gu, " ");
  return `${piece.startsWith("`") ? "(" : ")"}${blanks}${end === "`" ? ")" : ",("}`;
}

type Tagged = Extract<SyntaxNode, { type: "TaggedTemplateExpression" }>;

function isTagged(node: object): node is Tagged {
  return "type" in node && node.type === "TaggedTemplateExpression";
}

function isRawText(tag: SyntaxNode): boolean {
  if (tag.type !== "MemberExpression" || tag.computed || tag.object.type !== "Identifier") return false;
  return tag.object.name === "String" && tag.property.type === "Identifier" && tag.property.name === "raw";
}

function isConstructed(node: SyntaxNode, parents: ReadonlyMap<object, SyntaxNode>): boolean {
  for (let at = node; ;) {
    const around = parents.get(at);
    if (around?.type === "NewExpression") return around.callee === at;
    const isHead =
      (around?.type === "MemberExpression" && around.object === at) ||
      (around?.type === "TaggedTemplateExpression" && around.tag === at);
    if (around === undefined || !isHead) return false;
    at = around;
  }
}
