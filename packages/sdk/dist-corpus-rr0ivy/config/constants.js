/**
 * The documented default image. Sent only to servers that have no default of their own; otherwise the image
 * is left empty and the server chooses.
 */
export const DOCUMENTED_CONTAINER_IMAGE = "python:3.11";
/** The documented default address, used when an API key is configured and no address is given. */
export const DOCUMENTED_BASE_URL = "https://api.cwsandbox.com";
export const DEFAULT_COMMAND = "/bin/sh";
/** Sleeps for ever, but ends at once and cleanly when it is told to stop. Belongs to {@link DEFAULT_COMMAND}. */
export const DEFAULT_ARGS = Object.freeze([
    "-c",
    'trap "exit 0" TERM INT; while :; do sleep 86400 & wait $!; done',
]);
export const DEFAULT_REQUEST_TIMEOUT_SECONDS = 300;
export const DEFAULT_POLL_RETRY_BUDGET_SECONDS = 30;
export const DEFAULT_POLL_RPC_TIMEOUT_SECONDS = 15;
export const DEFAULT_TEMP_DIR = "/tmp";
/** Name of the environment variable with the server's address. */
export const BASE_URL_VARIABLE = "CWSANDBOX_BASE_URL";
/** Name of the environment variable with the bearer key. */
export const API_KEY_VARIABLE = "CWSANDBOX_API_KEY";
//# sourceMappingURL=constants.js.map