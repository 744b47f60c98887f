import { readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { fileURLToPath } from "node:url";
import { type Place, withoutInsertions } from "./insertions.js";
import { type Script, scriptUrl } from "../engine/index.js";

/** Scripts of captured functions by their URL, for the stack traces that come back. */
const scripts = new Map<string, { readonly script: Script; map?: SourceMap | null }>();
const MAX_SCRIPTS = 1024;

export function rememberScript(script: Script): void {
  const url = scriptUrl(script);
  if (url === "" || scripts.get(url)?.script === script) return;
  if (scripts.size >= MAX_SCRIPTS) scripts.clear();
  scripts.set(url, { script });
}

const FRAME_PLACE = /(?<url>file:\/\/[^\s()]+?):(?<line>\d+):(?<column>\d+)(?=\)?$)/u;
const RUNNER_FRAME = /sandbox_runner_[0-9a-f]+\.cjs|javascript\.cjs|\/run\/cwsandbox\/runner\.cjs/u;

/**
 * Rewrites a stack trace from a sandbox so that it names the caller's own files and lines: through source
 * maps where there are some, without the frames of the runner.
 */
export function mapStack(stack: string): string {
  return (
    stack
      .split("\n")
      .filter((line) => !/^\s+at /u.test(line) || !RUNNER_FRAME.test(line))
      .map(mapFrame)
      // Restored code is evaluated, so the engine calls its nameless functions "eval".
      .map((line) => line.replace(/^(\s+at (?:async )?)eval \((?=file:)/u, "$1anonymous ("))
      .join("\n")
  );
}

function mapFrame(line: string): string {
  if (!/^\s+at /u.test(line)) return line;
  return line.replace(FRAME_PLACE, (_, url: string, row: string, column: string) => {
    const place = withoutInsertions({ url, line: Number(row), column: Number(column) });
    const known = scripts.get(place.url);
    if (known !== undefined) known.map ??= readSourceMap(known.script);
    const mapped = known?.map instanceof SourceMap ? original(known.map, place) : null;
    return mapped ?? `${place.url}:${place.line}:${place.column}`;
  });
}

function original(map: SourceMap, { url, line, column }: Place): string | null {
  const entry = map.findEntry(line - 1, column - 1);
  if (!("originalSource" in entry)) return null;
  const { originalSource, originalLine, originalColumn } = entry;
  return `${resolveSource(originalSource, url)}:${originalLine + 1}:${originalColumn + 1}`;
}

function resolveSource(source: string, url: string): string {
  try {
    return new URL(source, url).href;
  } catch {
    return source;
  }
}

/** A map stands in the script itself or in a file beside it; without one, the script is the caller's own text. */
function readSourceMap(script: Script): SourceMap | null {
  const { sourceMapUrl } = script;
  if (sourceMapUrl === "") return null;
  try {
    const payload: unknown = JSON.parse(readMapText(sourceMapUrl, scriptUrl(script)));
    return isPayload(payload) ? new SourceMap(payload) : null;
  } catch {
    return null;
  }
}

function readMapText(sourceMapUrl: string, url: string): string {
  const inline = /^data:application\/json[^,]*?(?<base64>;base64)?,(?<data>.*)$/su.exec(sourceMapUrl)?.groups;
  if (inline === undefined) return readFileSync(fileURLToPath(new URL(sourceMapUrl, url)), "utf8");
  const data = inline["data"] ?? "";
  return inline["base64"] === undefined
    ? decodeURIComponent(data)
    : Buffer.from(data, "base64").toString("utf8");
}

function isPayload(value: unknown): value is SourceMapPayload {
  return typeof value === "object" && value !== null && "mappings" in value && "sources" in value;
}
