import { REASON } from "@cwsandbox/wire";
import { preconditionFailed } from "../errors/index.js";

/** One request that must have an effect only once. */
export interface IdempotentRequest {
  readonly owner: string;
  /** Chosen by the caller, unique within the owner. */
  readonly requestId: string;
  /** Of the request's content. */
  readonly digest: string;
}

/** Remembers which request made which sandbox. */
export interface RequestIds {
  /**
   * Runs `create` the first time, and gives its sandbox's id every other time. A failed attempt is forgotten.
   *
   * @throws ServiceError when the request id was used for other content.
   */
  once(request: IdempotentRequest, create: () => Promise<string>): Promise<string>;
  /** Takes over what an earlier server did; what is known already wins. */
  restore(request: IdempotentRequest, sandboxId: string): void;
  /** The sandbox is gone for good, so its request may be carried out anew. */
  forget(request: IdempotentRequest): void;
}

interface Entry {
  readonly digest: string;
  readonly sandboxId: Promise<string>;
}

/** The oldest are forgotten first. */
const MAX_ENTRIES = 50_000;

export function createRequestIds(): RequestIds {
  const entries = new Map<string, Entry>();

  const remember = (key: string, entry: Entry): void => {
    entries.set(key, entry);
    const oldest = entries.size > MAX_ENTRIES ? entries.keys().next().value : undefined;
    if (oldest !== undefined) entries.delete(oldest);
  };

  const attempt = async (request: IdempotentRequest, create: () => Promise<string>): Promise<string> => {
    const key = keyOf(request);
    const entry: Entry = { digest: request.digest, sandboxId: create() };
    remember(key, entry);
    try {
      return await entry.sandboxId;
    } catch (error) {
      if (entries.get(key) === entry) entries.delete(key);
      throw error;
    }
  };

  return {
    async once(request, create) {
      const key = keyOf(request);
      for (let entry = entries.get(key); entry !== undefined; entry = entries.get(key)) {
        if (entry.digest !== request.digest) throw conflict(request.requestId);
        try {
          return await entry.sandboxId;
        } catch {
          // Somebody else's attempt failed, perhaps because its caller went away: ours decides.
          if (entries.get(key) === entry) entries.delete(key);
        }
      }
      return attempt(request, create);
    },
    restore(request, sandboxId) {
      const key = keyOf(request);
      if (!entries.has(key)) {
        remember(key, { digest: request.digest, sandboxId: Promise.resolve(sandboxId) });
      }
    },
    forget: (request) => void entries.delete(keyOf(request)),
  };
}

function keyOf({ owner, requestId }: IdempotentRequest): string {
  return `${owner}\n${requestId}`;
}

function conflict(requestId: string): Error {
  return preconditionFailed(
    REASON.REQUEST_ID_CONFLICT,
    `The request id '${requestId}' was used before for a different request; use a new id`,
  );
}
