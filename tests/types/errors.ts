import type {
  AsyncFunctionError,
  CWSandboxAuthenticationError,
  DiscoveryError,
  FunctionError,
  FunctionSerializationError,
  OperationCancelledError,
  OperationTimeoutError,
  SandboxCommandTimeoutError,
  SandboxError,
  SandboxNotRunningError,
  SandboxProtocolError,
  SandboxRequestTimeoutError,
  SandboxResourceExhaustedError,
  SandboxStreamBackpressureError,
  SandboxStreamTruncatedError,
  SandboxTerminalStateUnavailableError,
  SandboxTerminatedError,
  SandboxTimeoutError,
  SandboxUnavailableError,
  SandboxValidationError,
} from "cwsandbox";
import {
  CWSandboxError,
  type CWSandboxErrorCode,
  CWSandboxValidationError,
  type ErrorDetails,
  type FieldViolation,
  type ProcessResult,
  ProfileNotFoundError,
  RunnerNotFoundError,
  SandboxExecutionError,
  SandboxFailedError,
  SandboxFileError,
  SandboxNotFoundError,
} from "cwsandbox";
import type { Accepts, Assert, Equal, Refuse } from "./assert.js";

/** `instanceof` gives the members of the class. */
export function explain(error: unknown): string | number | null | readonly FieldViolation[] {
  if (error instanceof SandboxExecutionError) return error.execResult?.returncode ?? error.exceptionType;
  if (error instanceof SandboxFileError) return error.filepath;
  if (error instanceof SandboxFailedError) return error.statusReason;
  if (error instanceof SandboxNotFoundError) return error.sandboxId;
  if (error instanceof ProfileNotFoundError) return error.profileName;
  if (error instanceof RunnerNotFoundError) return error.runnerId;
  if (error instanceof CWSandboxValidationError) return error.fieldViolations;
  if (error instanceof CWSandboxError) return error.retryDelaySeconds;
  throw error;
}

type Parent<Child extends abstract new (...args: never) => unknown, Of> = Accepts<InstanceType<Child>, Of>;

/** Who is caught by whom. */
export type Hierarchy = [
  Assert<Accepts<CWSandboxError, Error>>,
  Assert<Parent<typeof CWSandboxAuthenticationError, CWSandboxError>>,
  Assert<Parent<typeof OperationCancelledError, CWSandboxError>>,
  Assert<Parent<typeof OperationTimeoutError, CWSandboxError>>,
  Assert<Parent<typeof SandboxError, CWSandboxError>>,
  Assert<Parent<typeof SandboxNotRunningError, SandboxError>>,
  Assert<Parent<typeof SandboxTerminatedError, SandboxError>>,
  Assert<Parent<typeof SandboxUnavailableError, SandboxError>>,
  Assert<Parent<typeof SandboxProtocolError, SandboxError>>,
  Assert<Parent<typeof SandboxResourceExhaustedError, SandboxError>>,
  Assert<Parent<typeof SandboxTerminalStateUnavailableError, SandboxError>>,
  Assert<Parent<typeof SandboxTimeoutError, SandboxError>>,
  Assert<Parent<typeof SandboxRequestTimeoutError, SandboxTimeoutError>>,
  Assert<Parent<typeof SandboxCommandTimeoutError, SandboxTimeoutError>>,
  Assert<Parent<typeof SandboxStreamBackpressureError, SandboxExecutionError>>,
  Assert<Parent<typeof SandboxStreamTruncatedError, SandboxExecutionError>>,
  Assert<Parent<typeof SandboxValidationError, CWSandboxValidationError>>,
  Assert<Parent<typeof RunnerNotFoundError, DiscoveryError>>,
  Assert<Parent<typeof ProfileNotFoundError, DiscoveryError>>,
  Assert<Parent<typeof AsyncFunctionError, FunctionError>>,
  Assert<Parent<typeof FunctionSerializationError, FunctionError>>,
];

/** What errors carry. */
export type Members = [
  Assert<Equal<CWSandboxError["code"], CWSandboxErrorCode>>,
  Assert<Equal<CWSandboxError["reason"], string | null>>,
  Assert<Equal<CWSandboxError["metadata"], Readonly<Record<string, string>>>>,
  Assert<Equal<CWSandboxError["retryDelaySeconds"], number | null>>,
  Assert<Equal<CWSandboxError["retryDelay"], number | null>>,
  Assert<Equal<SandboxExecutionError["execResult"], ProcessResult | null>>,
  Assert<Equal<CWSandboxValidationError["field"], string | null>>,
  Assert<
    Equal<ConstructorParameters<typeof CWSandboxError>, [message: string, details?: ErrorDetails | undefined]>
  >,
  Assert<Accepts<"SANDBOX_NOT_FOUND", CWSandboxErrorCode>>,
  Refuse<Accepts<string, CWSandboxErrorCode>>,
];
