import { AsyncFunctionError, CWSandboxValidationError } from "../../errors/index.js";
import { type LogicalLine, splitLogicalLines } from "./logical-lines.js";

/** A Python function, ready to be sent. */
export interface PythonSource {
  readonly name: string;
  /** Without common indentation and without decorators of sessions; lines stay where they were. */
  readonly source: string;
}

/** As an editor would save it, without what editors put at the start of a file. */
function checkText(given: string): string {
  if (/[\0\p{Surrogate}]/u.test(given)) {
    throw new CWSandboxValidationError(
      "The Python source contains a NUL character or half of a surrogate pair, which Python refuses. Write it as an escape, as in '\\0'.",
      { field: FIELD },
    );
  }
  return given.replace(/^\uFEFF/u, "").replaceAll(/\r\n?/gu, "\n");
}

interface Definition {
  readonly name: string;
  readonly isAsync: boolean;
  readonly decorators: readonly LogicalLine[];
}

const FIELD = "source";

/**
 * Finds the function in Python source, without running anything.
 *
 * @param wanted - Its name; needed when the source defines several functions.
 * @throws AsyncFunctionError for an `async def`, and for what wraps one.
 * @throws CWSandboxValidationError when there is no such function.
 */
export function readPythonSource(given: string, wanted: string | undefined): PythonSource {
  if (typeof given !== "string") {
    throw new CWSandboxValidationError(
      `session.pythonFunction needs Python source as text, but got ${given === null ? "null" : `a value of type ${typeof given}`}.`,
      { field: FIELD },
    );
  }
  const source = dedent(checkText(given));
  const lines = splitLogicalLines(source).filter(({ indentation }) => indentation === 0);
  const definitions = readDefinitions(lines);
  const definition = choose(definitions, wanted?.normalize("NFKC"), (name) =>
    wrapsAsync(source, lines, { name, definitions }),
  );
  if (definition.isAsync) throw asyncError(definition.name, "is an async def");
  const wrapped = definition.decorators
    .flatMap((line) => [...(/\bwraps\s*\(\s*(\w+)/gu.exec(textOf(source, line)) ?? [])].slice(1))
    .find((name) => definitions.some((other) => other.isAsync && other.name === name));
  if (wrapped !== undefined) throw asyncError(definition.name, `wraps ${wrapped}, which is an async def`);
  return { name: definition.name, source: withoutSessionDecorators(source, definitions) };
}

function readDefinitions(lines: readonly LogicalLine[]): Definition[] {
  const definitions: Definition[] = [];
  let decorators: LogicalLine[] = [];
  for (const line of lines) {
    if (line.skeleton.startsWith("@")) {
      decorators.push(line);
      continue;
    }
    const [, asyncWord, name] =
      /^(async\s+)?def\s+([\p{ID_Start}_][\p{ID_Continue}]*)/u.exec(line.skeleton) ?? [];
    if (name !== undefined) {
      // As Python itself does: look-alikes such as a ligature are the same name.
      definitions.push({ name: name.normalize("NFKC"), isAsync: asyncWord !== undefined, decorators });
    }
    decorators = [];
  }
  return definitions;
}

/** Of several definitions of one name, the last one holds, as in Python. */
function choose(
  definitions: readonly Definition[],
  wanted: string | undefined,
  refuseWrapper: (name: string) => void,
): Definition {
  if (wanted !== undefined) {
    const found = definitions.findLast(({ name }) => name === wanted);
    if (found !== undefined) return found;
    refuseWrapper(wanted);
    throw new CWSandboxValidationError(
      `name: the Python source has no def ${wanted} at its top level${listed(definitions)}.`,
      { field: "name" },
    );
  }
  const [only, ...others] = definitions;
  if (only === undefined) {
    throw new CWSandboxValidationError(
      "The Python source has no function definition at its top level. Write def name(…): …; a lambda has no name to call it by.",
      { field: FIELD },
    );
  }
  if (others.every(({ name }) => name === only.name)) return others.at(-1) ?? only;
  throw new CWSandboxValidationError(
    `The Python source defines several functions${listed(definitions)}. Say which one to call, for example { name: ${JSON.stringify(definitions.at(-1)?.name)} }.`,
    { field: "name" },
  );
}

function listed(definitions: readonly Definition[]): string {
  const names = [...new Set(definitions.map(({ name }) => name))];
  return names.length === 0 ? "" : ` (it has ${names.join(", ")})`;
}

/** Refuses a name that is assigned a wrapper around an asynchronous function. */
function wrapsAsync(
  source: string,
  lines: readonly LogicalLine[],
  { name, definitions }: { readonly name: string; readonly definitions: readonly Definition[] },
): void {
  const assignment = lines.findLast(({ skeleton }) => /^([\w.]+)\s*=(?!=)/u.exec(skeleton)?.[1] === name);
  if (assignment === undefined) return;
  const words = new Set(textOf(source, assignment).match(/\w+/gu));
  const wrapped = definitions.find((definition) => definition.isAsync && words.has(definition.name));
  if (wrapped !== undefined) throw asyncError(name, `wraps ${wrapped.name}, which is an async def`);
}

function asyncError(name: string, what: string): AsyncFunctionError {
  return new AsyncFunctionError(
    `Python function '${name}' ${what}. Make it a plain def, and run the asynchronous work inside it with asyncio.run().`,
  );
}

/** Matches `@anything.function` and `@anything.function(…)`, never a bare `@function`. */
const SESSION_DECORATOR = /^@.*\.\s*function\s*(?:\(\))?$/su;

/** Their lines become empty, so that tracebacks tell the caller's own lines. */
function withoutSessionDecorators(source: string, definitions: readonly Definition[]): string {
  const removed = definitions
    .flatMap(({ decorators }) => decorators)
    .filter(({ skeleton }) => SESSION_DECORATOR.test(skeleton));
  return removed.reduceRight((text, { start, end }) => {
    const lines = text.slice(start, end).replaceAll(/[^\n]/gu, "");
    return text.slice(0, start) + lines + text.slice(end);
  }, source);
}

function textOf(source: string, { start, end }: LogicalLine): string {
  return source.slice(start, end);
}

/** Takes off the indentation that all lines with text share. */
function dedent(source: string): string {
  const lines = source.split("\n");
  const margins = lines.filter((line) => line.trim() !== "").map((line) => /^[ \t]*/u.exec(line)?.[0] ?? "");
  const margin = margins.reduce((common, next) => sharedStart(common, next), margins[0] ?? "");
  return lines.map((line) => line.slice(margin.length)).join("\n");
}

function sharedStart(left: string, right: string): string {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length += 1;
  return left.slice(0, length);
}
