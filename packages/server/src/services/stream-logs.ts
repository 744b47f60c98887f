import { isFinished, type LogQuery, type SandboxRecord } from "@cwsandbox/engine";
import { LOG_STREAM_ERROR, REASON, v1, type LogStreamErrorCode } from "@cwsandbox/wire";
import { preconditionFailed } from "../errors/index.js";
import type { Call } from "../interceptors/index.js";
import { collectProblems } from "../mapping/index.js";
import {
  formatLog,
  orAborted,
  type AttachedLogSession,
  type LogSessionOwner,
  type ResumeProblem,
} from "../sessions/index.js";
import { requireContainer } from "./container-check.js";
import { findOwned, type ServiceContext } from "./context.js";

/**
 * The log of the main process, in sessions that can be resumed. What exists already is served for finished
 * sandboxes too, as long as they are kept; following one is refused.
 */
export function createStreamLogs({ engine, logSessions }: ServiceContext) {
  return async function* (
    request: v1.StreamLogsRequest,
    call: Call,
  ): AsyncGenerator<v1.LogEntry, void, undefined> {
    checkRequest(request);
    const record = await findOwned(engine, call, request.sandboxId);
    requireContainer(record, request.container, "container");
    const owner: LogSessionOwner = { principal: call.principal, sandboxId: record.id };
    if (request.resumeLogSessionId !== "") {
      using attached = logSessions.resume(owner, request.resumeLogSessionId);
      yield* resume(attached, Number(request.resumeLogOffset), call.signal);
      return;
    }
    if (request.follow) requireAlive(record);
    const query = toQuery(request);
    using attached = logSessions.begin({
      owner,
      resumable: request.follow,
      open: (signal) => formatLog(engine.logs(record.id, query, signal), request.timestamps),
    });
    yield* read(attached, 0, call.signal);
  };
}

function checkRequest(request: v1.StreamLogsRequest): void {
  const problems = collectProblems();
  const { tailLines, sinceTime, timestamps, follow, resumeLogSessionId, resumeLogOffset } = request;
  if (tailLines < 0) {
    problems.violation("tail_lines", `${String(tailLines)} is negative; use 0 for all lines`);
  }
  if (resumeLogSessionId !== "") {
    if (!follow) problems.violation("resume_log_session_id", "needs follow; set it");
    if (tailLines !== 0 || sinceTime !== undefined || timestamps) {
      problems.violation(
        "resume_log_session_id",
        "excludes tail_lines, since_time and timestamps: the session keeps its own",
      );
    }
  } else if (resumeLogOffset !== 0n) {
    problems.violation("resume_log_offset", "needs resume_log_session_id; give both or none");
  }
  problems.throwIfAny();
}

function requireAlive({ id, state }: SandboxRecord): void {
  if (isFinished(state) || state === "terminating") {
    throw preconditionFailed(
      REASON.SANDBOX_NOT_RUNNING,
      `Sandbox '${id}' is ${state}, so its log cannot be followed; read it without follow`,
    );
  }
}

function toQuery({ follow, tailLines, sinceTime }: v1.StreamLogsRequest): LogQuery {
  return {
    follow,
    ...(tailLines === 0 ? {} : { tailLines }),
    ...(sinceTime === undefined ? {} : { since: sinceTime }),
  };
}

async function* resume(
  attached: AttachedLogSession | undefined,
  offset: number,
  signal: AbortSignal,
): AsyncGenerator<v1.LogEntry, void, undefined> {
  if (attached === undefined) {
    yield failure(LOG_STREAM_ERROR.SESSION_NOT_FOUND, "There is no such log session; begin a new one");
    return;
  }
  const problem = attached.session.problemAt(offset);
  if (problem === undefined) yield* read(attached, offset, signal);
  else yield resumeFailure(problem, offset);
}

function resumeFailure(problem: ResumeProblem, offset: number): v1.LogEntry {
  return problem === "gap"
    ? failure(
        LOG_STREAM_ERROR.REPLAY_GAP,
        `Offset ${String(offset)} is not kept any more; begin a new session`,
      )
    : failure(
        LOG_STREAM_ERROR.INVALID_RESUME_OFFSET,
        `Offset ${String(offset)} lies beyond the end of what was sent`,
      );
}

async function* read(
  { id, session }: AttachedLogSession,
  fromOffset: number,
  signal: AbortSignal,
): AsyncGenerator<v1.LogEntry, void, undefined> {
  let offset = fromOffset;
  for (;;) {
    const piece = await orAborted(session.pieceAt(offset), signal);
    if (piece === undefined) return;
    if (piece.endOffset - piece.data.byteLength !== offset) {
      // Another call reads the same session and is so far ahead that this one's bytes are gone.
      yield resumeFailure("gap", offset);
      return;
    }
    offset = piece.endOffset;
    yield v1.LogEntry.create({
      data: piece.data,
      timestamp: piece.time,
      logSessionId: id,
      nextLogOffset: BigInt(offset),
    });
  }
}

function failure(code: LogStreamErrorCode, message: string): v1.LogEntry {
  return v1.LogEntry.create({ error: { code, message } });
}
