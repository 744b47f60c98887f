/**
 * From now on the end of the process closes live sessions. Called when the process first owns a sandbox, and
 * harmless after that.
 */
export declare function handleProcessEnd(): void;
/**
 * Leaves SIGINT and SIGTERM alone in this process; sessions are then closed only at its normal end. The
 * environment variable `CWSANDBOX_DISABLE_SIGNAL_HANDLERS` with the value `1` does the same.
 *
 * @throws SandboxError when a sandbox has been made already, because the handlers are in place then.
 */
export declare function disableSignalHandlers(): void;
//# sourceMappingURL=process-end.d.ts.map