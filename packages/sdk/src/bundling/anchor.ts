import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { tokenizer } from "acorn";
import { declaredNames } from "../capture/index.js";

const META_NAME = "cwsandboxImportMeta";

/**
 * Gives code that asks where its file lies the answer that it gets here. Bundled, all files are one, and would
 * answer for that one.
 */
export function anchored(text: string, path: string): string {
  const withMeta = text.includes("import.meta") ? replaceMeta(text) : text;
  const names = [
    ...(withMeta === text ? [] : [`${META_NAME}=${metaText(path)}`]),
    ...(isMissing(text, "__filename") ? [`__filename=${JSON.stringify(path)}`] : []),
    ...(isMissing(text, "__dirname") ? [`__dirname=${JSON.stringify(dirname(path))}`] : []),
  ];
  return names.length === 0 ? text : placeFirst(`var ${names.join(",")};`, withMeta);
}

/** Whether a file uses a name that it does not declare for itself. */
function isMissing(text: string, name: string): boolean {
  if (!new RegExp(`\\b${name}\\b`, "u").test(text)) return false;
  // Types are no part of the language that is parsed; there, people declare it at the start of a line.
  return !(
    declaredNames(text)?.has(name) ?? new RegExp(`^(?:export )?(?:const|let|var) ${name}\\b`, "mu").test(text)
  );
}

function metaText(path: string): string {
  return JSON.stringify({ url: pathToFileURL(path).href, filename: path, dirname: dirname(path) });
}

/** Words in comments and texts are not meant. */
function replaceMeta(text: string): string {
  const starts: number[] = [];
  try {
    const tokens = [...tokenizer(text, { ecmaVersion: "latest", sourceType: "module", allowHashBang: true })];
    for (const [index, token] of tokens.entries()) {
      const [dot, name] = [tokens[index + 1], tokens[index + 2]];
      if (token.type.label === "import" && dot?.type.label === "." && name !== undefined)
        if (text.slice(name.start, name.end) === "meta") starts.push(token.start, name.end);
    }
  } catch {
    return text;
  }
  let replaced = text;
  for (let at = starts.length - 2; at >= 0; at -= 2) {
    replaced = replaced.slice(0, starts[at]) + META_NAME + replaced.slice(starts[at + 1]);
  }
  return replaced;
}

/** After what must stand first in a file. */
function placeFirst(declaration: string, text: string): string {
  const head = /^(?:#![^\n]*\n)?(?:\s*(?:"use strict"|'use strict');?)?/u.exec(text)?.[0] ?? "";
  const end = head !== "" && !/[;\n]$/u.test(head) ? ";" : "";
  return head + end + declaration + text.slice(head.length);
}
