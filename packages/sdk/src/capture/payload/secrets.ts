import { types } from "node:util";
import type { Builder } from "./builder.js";
import { refuse, type Trail } from "./trail.js";

/** Names whose text is a secret: `apiKey`, `DB_PASSWORD`, `githubToken`. */
const SECRET_TEXT =
  /(?:^|-)(?:password|passwd|pwd|passphrase|secret|token|credentials?|bearer|auth-key|api-?key|access-key|private-key|secret-key|signing-key|encryption-key|connection-string)(?:-\d+)?$/u;
/** Names of collections of secrets. */
const SECRET_OBJECT = /(?:^|-)(?:passwords|secrets|tokens|credentials|api-?keys|access-keys|private-keys)$/u;
const MAX_TEXT_PARTS = 8;

/**
 * Refuses a value that looks like a secret by its name, unless the caller allows it. Arguments are given on
 * purpose; what a function merely happens to see is not.
 */
export function refuseSecret(builder: Builder, name: string, value: unknown, trail: Trail): void {
  const { allowSecrets } = builder.options;
  if (allowSecrets === true || trail.isArgument || typeof value === "function" || value === "") return;
  if (!looksSecret(name, isText(value)) || allowSecrets.includes(name)) return;
  if (!isText(value) && !isListOfTexts(value)) return;
  refuse(
    trail,
    `a value whose name looks like a secret: pass it as an argument or in environmentVariables, ` +
      `or allow it to travel with the option allowSecrets: [${JSON.stringify(name)}]`,
  );
}

function looksSecret(name: string, isOneText: boolean): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/gu, "$1-$2")
    .replace(/([A-Z]+)([A-Z][a-z])/gu, "$1-$2")
    .replaceAll(/[^A-Za-z\d]+/gu, "-")
    .replaceAll(/^-+|-+$/gu, "")
    .toLowerCase();
  return isOneText ? SECRET_TEXT.test(words) : SECRET_OBJECT.test(words);
}

/** An object or list of texts; of anything else the name says little. */
function isListOfTexts(value: unknown): boolean {
  if (typeof value !== "object" || value === null || types.isProxy(value)) return false;
  const keys = Object.keys(value).slice(0, MAX_TEXT_PARTS);
  // Reading an accessor would run code.
  return keys.length > 0 && keys.every((key) => isText(Object.getOwnPropertyDescriptor(value, key)?.value));
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

/** Refuses what has most of the environment of this process in it: the environment is full of secrets. */
export function refuseEnvironmentCopy(builder: Builder, value: object, trail: Trail): void {
  const { allowSecrets } = builder.options;
  if (allowSecrets === true || trail.isArgument) return;
  const names = Object.keys(value);
  if (names.length < SMALLEST_COPY) return;
  const environment = Object.keys(process.env);
  const copied = environment.filter((name) => {
    const own = Object.getOwnPropertyDescriptor(value, name)?.value;
    return own !== undefined && own === process.env[name];
  });
  if (copied.length < SMALLEST_COPY || copied.length * 4 < environment.length * 3) return;
  refuse(
    trail,
    "a copy of process.env, which often holds secrets: take the single variables that are needed, " +
      "or allow it to travel with the option allowSecrets: true",
  );
}

/** A few variables that happen to be all there are, are no copy. */
const SMALLEST_COPY = 4;
