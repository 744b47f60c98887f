/** The parts of `google.rpc` that carry error details. */
export {
  BadRequest,
  BadRequest_FieldViolation,
  ErrorInfo,
  RetryInfo,
} from "../gen/google/rpc/error_details.js";
export { Status } from "../gen/google/rpc/status.js";
