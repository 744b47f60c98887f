import { type ext, FEATURE } from "@cwsandbox/wire";
import { ClientError, Status } from "nice-grpc";
import { CWSandboxError } from "../errors/index.js";
import { ignore, untilAborted } from "../support/index.js";
import type { Call, CallLanguage, ServerCapabilities } from "../transport/index.js";
import type { Clients } from "./connection.js";
import { type Caller, runUnary } from "./run-call.js";

/** What a server without our extension has. */
const NO_CAPABILITIES: ext.Capabilities = {
  serverVersion: "",
  defaultImage: "",
  features: [],
  unenforcedLimits: [],
  processId: 0,
};

/** The answer of a server about itself, asked for once with each connection. */
export class KnownCapabilities {
  readonly #caller: Caller;
  /** Of one connection: the next may lead to another server. */
  #asked: { readonly clients: Clients; readonly answer: Promise<ext.Capabilities> } | null = null;
  #known: { readonly clients: Clients; readonly capabilities: ext.Capabilities } | null = null;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * The server's answer, or the empty one of a server without the extension.
   *
   * @throws an error of the transport when the server cannot be asked; the next call asks again.
   */
  async get(call: Call): Promise<ext.Capabilities> {
    call.signal?.throwIfAborted();
    if (this.#known !== null && this.#known.clients === this.#caller.connection.connected()) {
      return this.#known.capabilities;
    }
    const clients = await runUnary(this.#caller, call, async (connected) => connected);
    if (this.#asked?.clients !== clients) {
      // Asked without the first caller's signal, because others may be waiting for the same answer.
      const answer = this.#ask({ ...call, signal: undefined });
      answer.catch(() => (this.#asked = null)).catch(ignore);
      this.#asked = { clients, answer };
    }
    const capabilities = await untilAborted(this.#asked.answer, call.signal);
    this.#known = { clients, capabilities };
    return capabilities;
  }

  async #ask(call: Call): Promise<ext.Capabilities> {
    try {
      return await runUnary(this.#caller, call, ({ extension }, options) =>
        extension.getCapabilities({}, options),
      );
    } catch (error) {
      if (isNoAnswer(error)) throw error;
      return NO_CAPABILITIES;
    }
  }
}

/** Whether the server offers a part of the extension. */
export function offers(capabilities: ext.Capabilities, feature: string): boolean {
  return capabilities.features.includes(feature);
}

const read = new WeakMap<ext.Capabilities, ServerCapabilities>();

/** The answer in the words of this package; each is read once. */
export function readCapabilities(answer: ext.Capabilities): ServerCapabilities {
  const known = read.get(answer);
  if (known !== undefined) return known;
  const capabilities = {
    hasDefaultImage: hasExtension(answer),
    leases: offers(answer, FEATURE.LEASE),
    watch: offers(answer, FEATURE.WATCH),
    profiles: offers(answer, FEATURE.PROFILES),
    calls: callLanguages(answer),
    images: offers(answer, FEATURE.IMAGES),
    files: offers(answer, FEATURE.FILES),
    serverVersion: answer.serverVersion,
    defaultImage: answer.defaultImage,
    unenforcedLimits: answer.unenforcedLimits,
    processId: answer.processId === 0 ? null : answer.processId,
  };
  read.set(answer, capabilities);
  return capabilities;
}

/** Languages whose functions the server runs itself. */
function callLanguages(capabilities: ext.Capabilities): readonly CallLanguage[] {
  const features = { javascript: FEATURE.CALLS, python: FEATURE.PYTHON_CALLS } as const;
  return (["javascript", "python"] as const).filter((language) => offers(capabilities, features[language]));
}

/** Whether the server has the extension at all, and so a default image of its own. */
function hasExtension(capabilities: ext.Capabilities): boolean {
  return capabilities.serverVersion !== "" || capabilities.features.includes(FEATURE.CREATE_OPTIONS);
}

/** Servers refuse unknown methods in many ways; only these codes say nothing about the method. */
const NO_ANSWER: ReadonlySet<Status> = new Set([
  Status.UNAVAILABLE,
  Status.UNAUTHENTICATED,
  Status.DEADLINE_EXCEEDED,
  Status.CANCELLED,
]);

function isNoAnswer(error: unknown): boolean {
  const cause = error instanceof CWSandboxError ? error.cause : undefined;
  return !(cause instanceof ClientError) || NO_ANSWER.has(cause.code);
}
