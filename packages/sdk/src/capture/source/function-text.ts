import type { ClassExpression } from "acorn";
import { type ClassShape, readClass, withProvidedBase } from "./class-text.js";
import { type LexicalNeed, lexicalNeeds } from "./lexical-needs.js";
import { type ModuleLoad, readLoads } from "./module-loads.js";
import { parseExpression, parseProgram, type SyntaxNode } from "./syntax.js";
import { type FreeVariable, freeVariables } from "./variable-use.js";

/** What the text of a function says about it. */
export interface FunctionShape {
  readonly form: "arrow" | "function" | "method" | "class";
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  /** The name a function or class has inside itself, or null. */
  readonly ownName: string | null;
  /** The same without its name, when it mentions itself: what the name means is then decided outside. */
  readonly nameless: { readonly text: string; readonly variables: ReadonlyMap<string, FreeVariable> } | null;
  readonly text: string;
  readonly before: string;
  readonly after: string;
  /** Which part of the object that `before` and `after` make around a method is the function. */
  readonly pick: "value" | "get" | "set" | null;
  readonly variables: ReadonlyMap<string, FreeVariable>;
  readonly needs: ReadonlySet<LexicalNeed>;
  readonly classShape: ClassShape | null;
  /** Modules that the code loads when it runs. */
  readonly loads: readonly ModuleLoad[];
}

/** Text that cannot be read on its own, with the reason. */
export interface UnreadableText {
  readonly problem: string;
}

/** Program texts are few and repeat with every call; a program that makes them without end must not fill memory. */
const MAX_CACHED_TEXTS = 4096;
const cache = new Map<string, FunctionShape | UnreadableText>();

/**
 * Reads the text of a function.
 *
 * @param text - What `toString` gives: the program text that really runs.
 */
export function readFunctionText(text: string): FunctionShape | UnreadableText {
  const known = cache.get(text);
  if (known !== undefined) return known;
  if (cache.size >= MAX_CACHED_TEXTS) cache.clear();
  const { text: plain, loads } = readLoads(text);
  const shape = readExpression(plain) ?? readMethod(plain);
  const read = shape === null ? { problem: problemOf(text) } : { ...shape, loads };
  cache.set(text, read);
  return read;
}

/** The shape of a class whose base is provided under a name of its own instead of the one in its text. */
export function classWithProvidedBase(text: string): FunctionShape | null {
  const { text: plain, loads } = readLoads(text);
  const expression = parseExpression(plain);
  if (expression?.type !== "ClassExpression") return null;
  return { ...classShape(expression, plain, true), loads };
}

type TextShape = Omit<FunctionShape, "loads">;

function readExpression(text: string): TextShape | null {
  const expression = parseExpression(text);
  if (expression?.type === "ClassExpression") return classShape(expression, text, false);
  if (expression?.type !== "ArrowFunctionExpression" && expression?.type !== "FunctionExpression")
    return null;
  const ownName = expression.type === "FunctionExpression" ? (expression.id?.name ?? null) : null;
  return {
    form: expression.type === "FunctionExpression" ? "function" : "arrow",
    isAsync: expression.async,
    isGenerator: expression.generator,
    ownName,
    nameless: namelessVariant(expression, text),
    ...plainText(text),
    pick: null,
    ...freeIn(`(${text}\n)`),
    needs: lexicalNeeds(expression),
    classShape: null,
  };
}

function classShape(node: ClassExpression, text: string, providedBase: boolean): TextShape {
  const shape = readClass(node, text);
  const reduced = providedBase ? withProvidedBase(shape, node) : shape.text;
  const program = parseProgram(`(${reduced}\n)`);
  return {
    form: "class",
    isAsync: false,
    isGenerator: false,
    ownName: node.id?.name ?? null,
    nameless: null,
    ...plainText(reduced),
    pick: null,
    variables: program === null ? new Map() : freeVariables(program),
    needs: lexicalNeeds(node),
    classShape: shape,
  };
}

function readMethod(text: string): TextShape | null {
  const object = parseProgram(`({${text}\n})`)?.body[0];
  if (object?.type !== "ExpressionStatement" || object.expression.type !== "ObjectExpression") return null;
  const property = object.expression.properties[0];
  if (property?.type !== "Property" || property.value.type !== "FunctionExpression") return null;
  const { key } = property;
  const plain = property.computed ? withoutComputedKey(text, key.start - 2, key.end - 2) : text;
  return {
    form: "method",
    isAsync: property.value.async,
    isGenerator: property.value.generator,
    ownName: null,
    nameless: null,
    text: plain,
    before: "({",
    after: "\n})",
    pick: property.kind === "init" ? "value" : property.kind,
    ...freeIn(`({${plain}\n})`),
    needs: lexicalNeeds(property.value),
    classShape: null,
  };
}

/** Puts a fixed name in the place of `[expression]`, which belongs to the object and not to the method. */
function withoutComputedKey(text: string, start: number, end: number): string {
  const open = text.lastIndexOf("[", start);
  const close = text.indexOf("]", end);
  const width = close + 1 - open;
  return `${text.slice(0, open)}m${" ".repeat(width - 1)}${text.slice(close + 1)}`;
}

function plainText(text: string): Pick<FunctionShape, "text" | "before" | "after"> {
  return { text, before: "(", after: "\n)" };
}

function freeIn(text: string): Pick<FunctionShape, "variables"> {
  const program = parseProgram(text);
  return { variables: program === null ? new Map() : freeVariables(program) };
}

function namelessVariant(expression: SyntaxNode, text: string): FunctionShape["nameless"] {
  if (expression.type !== "FunctionExpression" || !expression.id) return null;
  const { start, end, name } = expression.id;
  const nameless = `${text.slice(0, start)}${" ".repeat(end - start)}${text.slice(end)}`;
  const { variables } = freeIn(`(${nameless}\n)`);
  return variables.has(name) ? { text: nameless, variables } : null;
}

function problemOf(text: string): string {
  const open = parseProgram(`(${text}\n)`, { checkPrivateFields: false });
  const method = parseProgram(`({${text}\n})`, { checkPrivateFields: false });
  return open !== null || method !== null
    ? "its code uses private members (#…) of a class around it; call a method of that class instead"
    : "its code cannot be read on its own";
}
