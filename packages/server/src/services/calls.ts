import { availableParallelism } from "node:os";
import type { CallLanguage, CallPayload, FunctionCalls, SandboxSpec } from "@cwsandbox/engine";
import { ext, v1 } from "@cwsandbox/wire";
import { CallStream, createFairQueue, type ReadyCall } from "../calls/index.js";
import { invalidField, notImplemented } from "../errors/index.js";
import type { Call } from "../interceptors/index.js";
import { mapCreateRequest, toWireSandbox } from "../mapping/index.js";
import type { ServiceContext } from "./context.js";
import { mapCreateOptions } from "./create-options.js";
import { createRules, refusedCreate } from "./create-sandbox.js";
import { rememberStarts } from "./known-starts.js";

/** Starts at the same time, over all clients. More only take the processors from each other. */
const STARTS_PER_PROCESSOR = 2;

/** Calls of functions; see the contract. */
export function createCallService(context: ServiceContext): ext.CallServiceImplementation<Call> {
  const { engine, logger } = context;
  const queue = createFairQueue(availableParallelism() * STARTS_PER_PROCESSOR);
  return {
    async *runCalls(requests, call): AsyncGenerator<ext.RunCallsResponse, void, undefined> {
      const calls = engine.calls;
      if (calls === undefined) throw notImplemented("RunCalls");
      const wantedBy = rememberStarts((start) => readStart(context, start, call));
      await using stream = new CallStream({
        engine,
        logger,
        member: queue.join(),
        toWire: (record) => toWireSandbox(record, engine.description.runnerId),
        check: ({ start, payload }) => readyCall(calls, wantedBy(start), payload),
      });
      void stream.follow(requests, call.signal);
      yield* stream.events;
    },
  };
}

/** What a call wants, checked. */
interface WantedCall {
  readonly sandbox: SandboxSpec;
  readonly language: CallLanguage;
  /** Longest time the function may take, in seconds; absent means no such limit. */
  readonly maxCommandSeconds?: number;
}

/** @throws ServiceError for a wrong request. */
function readStart(context: ServiceContext, start: ext.StartCall, { principal }: Call): WantedCall {
  const options = decoded("start.options", () => ext.CreateOptions.decode(start.options));
  const { leaseId, maxCommandSeconds } = mapCreateOptions(options);
  if (leaseId !== undefined)
    throw invalidField("options.lease_id", "a call ends with its stream; leave it out");
  const language = mapLanguage(start.language);
  const limit = maxCommandSeconds === undefined ? {} : { maxCommandSeconds };
  const request = decoded("start.request", () => v1.CreateSandboxRequest.decode(start.request));
  const sandbox = mapCreateRequest(request, createRules(context), { owner: principal, ...limit });
  return { ...limit, sandbox, language };
}

function decoded<Message>(field: string, decode: () => Message): Message {
  try {
    return decode();
  } catch {
    throw invalidField(field, "is not the encoded message that it must be");
  }
}

function readyCall(
  calls: FunctionCalls,
  { sandbox, language, ...limit }: WantedCall,
  payload: CallPayload,
): ReadyCall {
  return {
    ...limit,
    begin: async (signal) => {
      try {
        return await calls.begin({ sandbox, language, payload }, signal);
      } catch (error) {
        throw signal.aborted ? error : refusedCreate(error);
      }
    },
  };
}

function mapLanguage(language: ext.CallLanguage): CallLanguage {
  switch (language) {
    case ext.CallLanguage.CALL_LANGUAGE_UNSPECIFIED:
    case ext.CallLanguage.CALL_LANGUAGE_JAVASCRIPT:
      return "javascript";
    case ext.CallLanguage.CALL_LANGUAGE_PYTHON:
      return "python";
    case ext.CallLanguage.UNRECOGNIZED:
  }
  throw invalidField("start.language", "is none that this server runs; use JavaScript or Python");
}
