import type { ClassBody, ClassExpression, MethodDefinition } from "acorn";
import { parseExpression, type SyntaxNode } from "./syntax.js";

/** What the runner gives to a class whose private members it fills; part of the payload format. */
export const CLASS_HOOKS = "$cwclass";

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The text of a class that can be constructed without running any code of the caller, while the runner says so,
 * and whose private members the runner can fill afterwards. Nothing outside of a class can do either.
 */
export function restorableText(text: string): string {
  const node = parseExpression(text);
  if (node?.type !== "ClassExpression") return text;
  const edits = [...fieldEdits(node, text), ...constructorEdits(node, text), hooksEdit(node)];
  let edited = text;
  for (const { start, end, text: replacement } of edits.sort((a, b) => b.start - a.start)) {
    edited = edited.slice(0, start) + replacement + edited.slice(end);
  }
  return edited;
}

const RESTORING = `${CLASS_HOOKS}.state.isRestoring`;

/** Values that cost nothing to make, and functions, whose names come from the field. */
const HARMLESS = /^(?:Literal|ArrowFunctionExpression|FunctionExpression)$/u;

function fieldEdits({ body }: ClassExpression, text: string): Edit[] {
  return body.body.flatMap((element) => {
    if (element.type !== "PropertyDefinition" || element.static || !element.value) return [];
    const { type, start, end } = element.value;
    if (HARMLESS.test(type)) return [];
    return [{ start, end, text: `${RESTORING}?undefined:(${text.slice(start, end)})` }];
  });
}

function constructorEdits({ body, superClass }: ClassExpression, text: string): Edit[] {
  const found = body.body.find(
    (element): element is MethodDefinition =>
      element.type === "MethodDefinition" && element.kind === "constructor",
  );
  if (found === undefined) return [];
  const { params, body: code } = found.value;
  const leave = superClass ? `if(${RESTORING}){super();return}` : `if(${RESTORING})return;`;
  if (params.every(isPlain)) return [{ start: code.start + 1, end: code.start + 1, text: leave }];
  // Defaults and patterns are code: they move behind the way out.
  const open = text.lastIndexOf("(", params[0]?.start ?? 0);
  const arrow = `${text.slice(open, code.start).trimEnd()}=>${text.slice(code.start, code.end)}`;
  return [{ start: open, end: code.end, text: `(...$cwargs){${leave}return(${arrow})(...$cwargs)}` }];
}

function isPlain({ type, ...rest }: SyntaxNode): boolean {
  if (type === "Identifier") return true;
  return type === "RestElement" && "argument" in rest && Object(rest.argument).type === "Identifier";
}

/** Gives the runner the only hands that reach private members. */
function hooksEdit({ body }: ClassExpression): Edit {
  const instance = fill("target", privateFields(body, false));
  const statics = fill("owner", privateFields(body, true));
  const text =
    `static{const owner=this;${CLASS_HOOKS}.fill=(target,name,value)=>${instance};` +
    `${CLASS_HOOKS}.set=(name,value)=>${statics}}`;
  return { start: body.end - 1, end: body.end - 1, text };
}

function privateFields({ body }: ClassBody, isStatic: boolean): string[] {
  return body.flatMap((element) =>
    element.type === "PropertyDefinition" &&
    element.static === isStatic &&
    element.key.type === "PrivateIdentifier"
      ? [`#${element.key.name}`]
      : [],
  );
}

function fill(target: string, names: readonly string[]): string {
  return `{switch(name){${names.map((name) => `case"${name}":${target}.${name}=value;break;`).join("")}}}`;
}
