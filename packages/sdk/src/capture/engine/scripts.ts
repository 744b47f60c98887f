import type { Debugger, Session } from "node:inspector";
import { pathToFileURL } from "node:url";
import { fileOf } from "../packages/index.js";
import type { FunctionPlace } from "./function-internals.js";
import { ask } from "./inspector.js";

/** What the engine knows of a script that it runs, without the text. */
export interface ScriptHead {
  readonly id: string;
  /** As stack traces name it: a `file:` URL, a path, `node:…`, or empty for code made at run time. */
  readonly url: string;
  readonly isModule: boolean;
  readonly sourceMapUrl: string;
  readonly startLine: number;
  readonly startColumn: number;
}

/** A script that the engine runs, as the engine sees it: after every build step. */
export interface Script extends ScriptHead {
  readonly source: string;
}

/** A place in a script, counted from 0, as stack traces count it (from 1). */
export interface CodePosition {
  readonly line: number;
  readonly column: number;
  /** Index into the script's source. */
  readonly offset: number;
}

/** Scripts never change, but a program that makes code without end must not fill memory. */
const MAX_CACHED_SCRIPTS = 1024;
const MAX_CACHED_HEADS = 100_000;
const cache = new Map<string, Script>();
const heads = new Map<string, ScriptHead>();

/** What can ask the engine, with a debugger session that it opens when it is needed. */
interface Asking {
  readonly session: Session;
}

/** Finds a script by the engine's number. The debugger is on only while a new script is read. */
export function readScript(asking: Asking, id: string): Script | null {
  const known = cache.get(id);
  if (known !== undefined) return known;
  const { session } = asking;
  const script = withDebugger(session, () => {
    const head = heads.get(id);
    return head === undefined ? null : { ...head, source: readSource(session, id) };
  });
  if (script === null) return null;
  if (cache.size >= MAX_CACHED_SCRIPTS) cache.clear();
  cache.set(id, script);
  return script;
}

/** The same without the text, which nearly always needs no question. */
export function readScriptHead(asking: Asking, id: string): ScriptHead | null {
  return heads.get(id) ?? readScript(asking, id);
}

/** Files that this program has loaded, as code. */
export function loadedFiles({ session }: Asking): ReadonlySet<string> {
  const files = new Set<string>();
  withDebugger(session, () => {
    for (const head of heads.values()) {
      const file = fileOf(head);
      if (file !== null) files.add(file);
    }
  });
  return files;
}

/** The modules of the caller's own that this program has loaded. */
export function ownModules(asking: Asking): Script[] {
  withDebugger(asking.session, () => {});
  const own = [...heads.values()].filter(
    (head) => head.isModule && !isNodeScript(head) && packageOf(head) === null,
  );
  return own.flatMap(({ id }) => readScript(asking, id) ?? []);
}

/** Turned on, the debugger tells of all scripts, which takes much longer than one question: all heads are kept. */
function withDebugger<Result>(session: Session, use: () => Result): Result {
  if (heads.size >= MAX_CACHED_HEADS) heads.clear();
  session.on("Debugger.scriptParsed", noteHead);
  session.post("Debugger.enable");
  try {
    return use();
  } finally {
    session.post("Debugger.disable");
    session.off("Debugger.scriptParsed", noteHead);
  }
}

function noteHead({ params }: { params: Debugger.ScriptParsedEventDataType }): void {
  const {
    scriptId: id,
    url,
    startLine,
    startColumn,
    isModule = false,
    sourceMapURL: sourceMapUrl = "",
  } = params;
  heads.set(id, { id, url, isModule, sourceMapUrl, startLine, startColumn });
}

function readSource(session: Session, scriptId: string): string {
  const { scriptSource } = ask<Debugger.GetScriptSourceReturnType>((done) => {
    session.post("Debugger.getScriptSource", { scriptId }, done);
  });
  return scriptSource;
}

/**
 * Finds where the text of a function begins. The engine points somewhere inside it (at the parameters), so the
 * nearest occurrence before that is meant.
 */
export function locateText(script: Script, place: FunctionPlace, text: string): CodePosition {
  const starts = lineStarts(script);
  const line = place.line - script.startLine;
  const shift = line === 0 ? script.startColumn : 0;
  const pointed = (starts[line] ?? 0) + place.column - shift;
  const found = script.source.lastIndexOf(text, pointed);
  const offset = found === -1 ? pointed : found;
  return positionAt(script, starts, offset);
}

function positionAt(script: Script, starts: readonly number[], offset: number): CodePosition {
  let line = 0;
  for (let low = 0, high = starts.length - 1; low <= high;) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) > offset) {
      high = middle - 1;
    } else {
      line = middle;
      low = middle + 1;
    }
  }
  const shift = line === 0 ? script.startColumn : 0;
  const column = offset - (starts[line] ?? 0) + shift;
  return { line: line + script.startLine, column: Math.max(0, column), offset };
}

const lineStartCache = new WeakMap<Script, readonly number[]>();

function lineStarts(script: Script): readonly number[] {
  const known = lineStartCache.get(script);
  if (known !== undefined) return known;
  const starts = [0];
  const { source } = script;
  for (let at = source.indexOf("\n"); at !== -1; at = source.indexOf("\n", at + 1)) starts.push(at + 1);
  lineStartCache.set(script, starts);
  return starts;
}

/** The script's name as a URL without blanks, so that it can stand in a comment; empty for nameless code. */
export function scriptUrl({ url }: Script): string {
  if (url === "" || /^[a-z][a-z0-9+.-]*:/iu.test(url)) return encodeURI(decodeUri(url));
  return url.startsWith("/") ? pathToFileURL(url).href : "";
}

function decodeUri(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

/** Whether Node itself brought the script along. */
export function isNodeScript({ url }: ScriptHead): boolean {
  return url.startsWith("node:") || url.startsWith("internal/");
}

/** Name of the package that a script was installed with, or null for the caller's own files. */
export function packageOf({ url }: Pick<ScriptHead, "url">): string | null {
  const match = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//u.exec(url);
  const [, name] = match ?? [];
  return name === undefined || name.startsWith(".") ? null : name;
}
