/**
 * Shared defaults for several sandboxes, and certain cleanup of all of them.
 * @module
 */
export {
  Session,
  type SessionAttachOptions,
  type SessionDefaults,
  type SessionListOptions,
  type SessionOptions,
} from "cwsandbox";
