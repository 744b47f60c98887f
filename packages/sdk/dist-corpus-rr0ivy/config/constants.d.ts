/**
 * The documented default image. Sent only to servers that have no default of their own; otherwise the image
 * is left empty and the server chooses.
 */
export declare const DOCUMENTED_CONTAINER_IMAGE = "python:3.11";
/** The documented default address, used when an API key is configured and no address is given. */
export declare const DOCUMENTED_BASE_URL = "https://api.cwsandbox.com";
export declare const DEFAULT_COMMAND = "/bin/sh";
/** Sleeps for ever, but ends at once and cleanly when it is told to stop. Belongs to {@link DEFAULT_COMMAND}. */
export declare const DEFAULT_ARGS: readonly string[];
export declare const DEFAULT_REQUEST_TIMEOUT_SECONDS = 300;
export declare const DEFAULT_POLL_RETRY_BUDGET_SECONDS = 30;
export declare const DEFAULT_POLL_RPC_TIMEOUT_SECONDS = 15;
export declare const DEFAULT_TEMP_DIR = "/tmp";
/** Name of the environment variable with the server's address. */
export declare const BASE_URL_VARIABLE = "CWSANDBOX_BASE_URL";
/** Name of the environment variable with the bearer key. */
export declare const API_KEY_VARIABLE = "CWSANDBOX_API_KEY";
//# sourceMappingURL=constants.d.ts.map