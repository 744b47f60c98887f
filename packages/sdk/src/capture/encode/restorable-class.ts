import type { ClassBody, ClassExpression, MethodDefinition } from "acorn";
import type { Insertion } from "../payload/index.js";
import { parseExpression, type SyntaxNode } from "../source/index.js";

/** What the runner gives to a class whose private members it fills; part of the payload format. */
export const CLASS_HOOKS = "$cwclass";

/**
 * What makes a class such that it can be constructed without running any code of the caller, while the runner says
 * so, and that the runner can fill its private members afterwards. Nothing outside of a class can do either.
 */
export function restorableEdits(text: string): readonly Insertion[] {
  const node = parseExpression(text);
  if (node?.type !== "ClassExpression") return [];
  const edits = [...fieldEdits(node), ...constructorEdits(node, text), hooksEdit(node)];
  return edits.sort((a, b) => a.at - b.at);
}

const RESTORING = `${CLASS_HOOKS}.state.isRestoring`;

/** Values that cost nothing to make, and functions, whose names come from the field. */
const HARMLESS = /^(?:Literal|ArrowFunctionExpression|FunctionExpression)$/u;

function fieldEdits({ body }: ClassExpression): Insertion[] {
  return body.body.flatMap((element) => {
    if (element.type !== "PropertyDefinition" || element.static || !element.value) return [];
    const { type, start, end } = element.value;
    if (HARMLESS.test(type)) return [];
    return [
      { at: start, text: `${RESTORING}?undefined:(` },
      { at: end, text: ")" },
    ];
  });
}

function constructorEdits({ body, superClass }: ClassExpression, text: string): Insertion[] {
  const found = body.body.find(
    (element): element is MethodDefinition =>
      element.type === "MethodDefinition" && element.kind === "constructor",
  );
  if (found === undefined) return [];
  const { params, body: code } = found.value;
  const leave = superClass ? `if(${RESTORING}){super();return}` : `if(${RESTORING})return;`;
  if (params.every(isPlain)) return [{ at: code.start + 1, text: leave }];
  // Defaults and patterns are code: they move behind the way out.
  return [
    { at: afterNext("(", text, found.key.end) - 1, text: `(...$cwargs){${leave}return(` },
    { at: afterNext(")", text, params.at(-1)?.end ?? 0), text: "=>" },
    { at: code.end, text: ")(...$cwargs)}" },
  ];
}

/** Offset behind the next parenthesis, with nothing before it but blanks, a comma and comments. */
function afterNext(parenthesis: "(" | ")", text: string, start: number): number {
  const skipped = /(?:[\s,]|\/\*[^]*?\*\/|\/\/[^\n\r\u2028\u2029]*)*/uy;
  skipped.lastIndex = start;
  skipped.exec(text);
  return text.indexOf(parenthesis, skipped.lastIndex) + 1;
}

function isPlain({ type, ...rest }: SyntaxNode): boolean {
  if (type === "Identifier") return true;
  return type === "RestElement" && "argument" in rest && Object(rest.argument).type === "Identifier";
}

/** Gives the runner the only hands that reach private members. */
function hooksEdit({ body }: ClassExpression): Insertion {
  const instance = fill("target", privateFields(body, false));
  const statics = fill("owner", privateFields(body, true));
  const text =
    `static{const owner=this;${CLASS_HOOKS}.fill=(target,name,value)=>${instance};` +
    `${CLASS_HOOKS}.set=(name,value)=>${statics}}`;
  return { at: body.end - 1, text };
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
