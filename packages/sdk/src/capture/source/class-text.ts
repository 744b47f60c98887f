import type { ClassExpression, MethodDefinition, PropertyDefinition } from "acorn";
import type { SyntaxNode } from "./syntax.js";

/** A member that the class text makes by itself. */
export interface TextMember {
  readonly key: string;
  readonly place: "static" | "prototype";
  readonly part: "value" | "get" | "set";
  readonly text: string;
}

/** What capture needs to know about a class beyond its text. */
export interface ClassShape {
  /** The text without what ran when the class was made; every other character keeps its place. */
  readonly text: string;
  /** The name after `extends`, when it is a plain name. */
  readonly baseName: string | null;
  readonly hasBase: boolean;
  readonly extendsNull: boolean;
  readonly members: readonly TextMember[];
  /** Names of private fields of instances. */
  readonly privateFields: readonly string[];
  /** Names of private methods and accessors of instances; a pair of accessors counts once. */
  readonly privateOthers: readonly string[];
  /** Private static fields: their values are filled in by the runner. */
  readonly privateStaticFields: readonly string[];
  /** A member key that would have to be computed again. */
  readonly computedKey: string | null;
}

/** The name under which a restored class finds what it extends when the text has no plain name for it. */
export const BASE_NAME = "cwsandboxBase";

/**
 * Reads a class and blanks out static fields and static blocks: they ran once already, and what they left
 * behind travels as values.
 */
export function readClass(node: ClassExpression, source: string): ClassShape {
  const shape = {
    members: [] as TextMember[],
    privateFields: [] as string[],
    privateOthers: [] as string[],
    privateStaticFields: [] as string[],
    computedKey: null as string | null,
  };
  let text = source;
  for (const element of node.body.body) {
    if (element.type === "StaticBlock") {
      text = blank(text, element);
      continue;
    }
    if (element.computed && !isRepeatable(element.key))
      shape.computedKey ??= source.slice(element.key.start, element.key.end);
    if (element.key.type === "PrivateIdentifier") {
      text = readPrivate(element, `#${element.key.name}`, shape, text);
    } else if (element.type === "MethodDefinition") {
      if (element.kind !== "constructor") shape.members.push(textMember(element, source));
    } else if (element.static) {
      text = blank(text, element);
    }
  }
  return { ...shape, text, ...readBase(node) };
}

interface PrivateNames {
  readonly privateFields: string[];
  readonly privateOthers: string[];
  readonly privateStaticFields: string[];
}

function readPrivate(
  element: MethodDefinition | PropertyDefinition,
  name: string,
  names: PrivateNames,
  text: string,
): string {
  const isField = element.type === "PropertyDefinition";
  if (!element.static) {
    if (isField) names.privateFields.push(name);
    else if (!names.privateOthers.includes(name)) names.privateOthers.push(name);
    return text;
  }
  if (!isField) return text;
  names.privateStaticFields.push(name);
  if (!element.value) return text;
  const { end: start } = element.key;
  const blanked = blank(text, { ...element, start });
  return `${blanked.slice(0, start)};${blanked.slice(start + 1)}`;
}

/** Replaces what follows `extends` by the name under which the runner provides the class's real base. */
export function withProvidedBase(shape: ClassShape, node: ClassExpression): string {
  const { superClass } = node;
  if (!superClass) return shape.text;
  const { start, end } = superClass;
  return shape.text.slice(0, start) + BASE_NAME.padEnd(end - start) + shape.text.slice(end);
}

function readBase({ superClass }: ClassExpression): Pick<ClassShape, "baseName" | "hasBase" | "extendsNull"> {
  if (!superClass) return { baseName: null, hasBase: false, extendsNull: false };
  const extendsNull = superClass.type === "Literal" && superClass.value === null;
  return { baseName: superClass.type === "Identifier" ? superClass.name : null, hasBase: true, extendsNull };
}

function textMember(element: MethodDefinition, source: string): TextMember {
  const text = source.slice(element.start, element.end);
  return {
    key: memberKey(element, source),
    place: element.static ? "static" : "prototype",
    part: element.kind === "get" || element.kind === "set" ? element.kind : "value",
    // A method's own text does not include the word.
    text: element.static ? text.replace(/^static\s*/u, "") : text,
  };
}

/** Text keys as they are; `Symbol.iterator` and its like as `@@iterator`. */
function memberKey({ key, computed }: MethodDefinition | PropertyDefinition, source: string): string {
  if (key.type === "Literal") return String(key.value);
  if (key.type === "Identifier" && !computed) return key.name;
  if (key.type === "MemberExpression" && key.property.type === "Identifier") return `@@${key.property.name}`;
  return source.slice(key.start, key.end);
}

/** Keys that give the same when evaluated again: literals and the well-known symbols. */
function isRepeatable(key: SyntaxNode): boolean {
  if (key.type === "Literal") return true;
  return (
    key.type === "MemberExpression" &&
    !key.computed &&
    key.object.type === "Identifier" &&
    key.object.name === "Symbol"
  );
}

function blank(text: string, { start, end }: SyntaxNode): string {
  return text.slice(0, start) + text.slice(start, end).replaceAll(/[^\n\r]/gu, " ") + text.slice(end);
}
