import { inspect } from "node:util";
import { isAbsent, isRecord, optionalText, refusal, show } from "./check.js";
import type { Given } from "./given.js";

/** What proves who is calling. */
export interface AuthHeaders {
  /** Entries sent with every call; their names are lower-cased. */
  readonly headers: Readonly<Record<string, string>>;
  /** Name of the way the headers were found, for example `api_key`. */
  readonly strategy: string;
}

/** Ways to find credentials that need no more than their name. */
export const AuthStrategy = Object.freeze({
  /** `CWSANDBOX_API_KEY` as bearer key; an error when it is not set. */
  COREWEAVE_API_KEY: "coreweave_api_key",
  /** The user's key for Weights & Biases; the same as `new WandbAuth()`. */
  WANDB: "wandb",
});

/** Name of a way to find credentials. */
export type AuthStrategy = (typeof AuthStrategy)[keyof typeof AuthStrategy];

const STRATEGIES: readonly AuthStrategy[] = Object.values(AuthStrategy);

/** In whose name a Weights & Biases key is used. */
export interface WandbAuthOptions {
  /** User or team. Default: `WANDB_ENTITY`, else the server's choice. */
  readonly entity?: Given<string>;
  /** Project. Default: `WANDB_PROJECT`, else the server's choice. */
  readonly project?: Given<string>;
}

/**
 * Credentials of Weights & Biases: the key in `WANDB_API_KEY`, else the one that `wandb login` has written into
 * the netrc file.
 */
export class WandbAuth {
  /** User or team; undefined leaves it to the environment. */
  readonly entity: string | undefined;
  /** Project; undefined leaves it to the environment. */
  readonly project: string | undefined;

  /** @throws CWSandboxValidationError for a blank entity or project. */
  constructor(options: WandbAuthOptions = {}) {
    this.entity = notBlank("entity", options.entity);
    this.project = notBlank("project", options.project);
    Object.freeze(this);
  }
}

/** What the credentials are for. */
export interface AuthRequest {
  /** Address of the server. */
  readonly baseUrl: string;
}

/** Finds headers by a way of the caller's own, for example by asking for a short-lived token. */
export interface AuthProvider {
  /** Asked once for each sandbox object, and once for each call that is not about one. */
  readonly resolveAuth: (request: AuthRequest) => AuthHeaders | PromiseLike<AuthHeaders>;
}

/** How calls prove who is calling. */
export type AuthConfig = AuthStrategy | WandbAuth | AuthHeaders | AuthProvider;

/** Headers that do not show themselves when something that contains them is printed or stored as text. */
class QuietHeaders implements AuthHeaders {
  readonly strategy: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(headers: Readonly<Record<string, string>>, strategy: string) {
    this.#headers = headers;
    this.strategy = strategy;
  }

  get headers(): Readonly<Record<string, string>> {
    return this.#headers;
  }

  [inspect.custom](): string {
    return `AuthHeaders { ${Object.keys(this.#headers).join(", ")} }`;
  }
}

/** Checks an `auth` option; undefined when it is not given. */
export function readAuth(value: unknown): AuthConfig | undefined {
  if (isAbsent(value)) return undefined;
  const strategy = STRATEGIES.find((name) => name === value);
  if (strategy !== undefined) return strategy;
  if (value instanceof WandbAuth || isAuthProvider(value)) return value;
  if (isRecord(value) && "headers" in value) {
    const headers = readAuthHeaders(value);
    if (typeof headers === "string") throw refusal("auth", `has headers that cannot be sent: ${headers}.`);
    return headers;
  }
  throw refusal(
    "auth",
    `must be ${STRATEGIES.map((name) => JSON.stringify(name)).join(" or ")}, a WandbAuth, { headers, strategy }, ` +
      `or { resolveAuth }, but is ${typeof value === "string" ? show(value) : `a value of another kind (${typeof value})`}.`,
  );
}

/**
 * Checks what somebody gave as headers and lower-cases their names. Gives the complaint when they cannot be
 * sent; it never contains a value.
 */
export function readAuthHeaders(answer: unknown): AuthHeaders | string {
  if (typeof answer !== "object" || answer === null || !("headers" in answer)) return "there are none";
  const { headers } = answer;
  if (typeof headers !== "object" || headers === null) return "they are not an object";
  const checked: [string, string][] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[\w.-]+$/.test(name) || /-bin$/i.test(name))
      return `${show(name)} is not the name of a text header`;
    if (typeof value !== "string") return `the value of ${show(name)} is not a text`;
    if (!/^[\x20-\x7e]*$/.test(value))
      return `the value of ${show(name)} has characters that no header can have`;
    checked.push([name.toLowerCase(), value]);
  }
  const strategy = "strategy" in answer && typeof answer.strategy === "string" ? answer.strategy : "headers";
  return new QuietHeaders(Object.freeze(Object.fromEntries(checked)), strategy);
}

/** Whether these headers prove anything: false for the empty ones that are sent when no key is set. */
export function hasAuthHeaders(auth: AuthHeaders): boolean {
  return Object.keys(auth.headers).length > 0;
}

function isAuthProvider(value: unknown): value is AuthProvider {
  if (typeof value !== "object" || value === null || !("resolveAuth" in value)) return false;
  return typeof value.resolveAuth === "function";
}

function notBlank(field: string, value: unknown): string | undefined {
  const text = optionalText(field, value);
  if (text === undefined || text.trim() !== "") return text;
  throw refusal(field, "must not be blank. Leave it out to let the environment decide.");
}
