import { checkKnownKeys, isAbsent, isRecord, optionalText, refusal, requiredText, show } from "./check.js";

/** A value that the server puts into an environment variable; it never passes through this process. */
export interface Secret {
  /** Name of the secret store. */
  readonly store: string;
  /** Name of the secret in the store. */
  readonly name: string;
  /** Field of the secret; empty for the whole value. */
  readonly field: string;
  /** The environment variable that gets the value. */
  readonly envVar: string;
}

/** A secret as users write it: `field` is empty and `envVar` is `name` unless given. */
export interface SecretInput {
  /** Name of the secret store. */
  readonly store: string;
  /** Name of the secret in the store. */
  readonly name: string;
  /** Field of the secret. Default: the whole value. */
  readonly field?: string | undefined;
  /** The environment variable that gets the value. Default: `name`. */
  readonly envVar?: string | undefined;
}

/** Checks and copies a list of secrets; empty when absent. */
export function readSecrets(value: unknown): readonly Secret[] {
  if (isAbsent(value)) return Object.freeze([]);
  if (!Array.isArray(value)) throw refusal("secrets", `must be an array of secrets, but is ${show(value)}.`);
  return Object.freeze(value.map((secret: unknown, index) => readSecret(`secrets[${index}]`, secret)));
}

/**
 * Defaults first, then the explicit ones; identical entries collapse.
 *
 * @throws CWSandboxValidationError when two different secrets want the same environment variable.
 */
export function mergeSecrets(defaults: readonly Secret[], explicit: readonly Secret[]): readonly Secret[] {
  const merged = new Map<string, Secret>();
  for (const secret of [...defaults, ...explicit]) {
    const known = merged.get(secret.envVar);
    if (known === undefined) {
      merged.set(secret.envVar, secret);
    } else if (!isSameSecret(known, secret)) {
      throw refusal(
        "secrets",
        `has two different secrets for the variable ${secret.envVar}: ${describe(known)} and ${describe(secret)}. ` +
          "Give one of them another envVar.",
      );
    }
  }
  return Object.freeze([...merged.values()]);
}

function readSecret(owner: string, value: unknown): Secret {
  if (!isRecord(value)) throw refusal(owner, `must be an object with store and name, but is ${show(value)}.`);
  checkKnownKeys(value, ["store", "name", "field", "envVar"], owner);
  const name = requiredText(`${owner}.name`, value["name"]);
  return Object.freeze({
    store: requiredText(`${owner}.store`, value["store"]),
    name,
    field: optionalText(`${owner}.field`, value["field"]) ?? "",
    envVar: requiredText(`${owner}.envVar`, value["envVar"] ?? name),
  });
}

function isSameSecret(left: Secret, right: Secret): boolean {
  return left.store === right.store && left.name === right.name && left.field === right.field;
}

function describe(secret: Secret): string {
  return [secret.store, secret.name, secret.field].filter((part) => part !== "").join("/");
}
