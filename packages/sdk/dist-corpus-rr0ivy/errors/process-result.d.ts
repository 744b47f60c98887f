/** Everything a finished command left behind. */
export interface ProcessResult {
    /** Complete standard output as UTF-8 text; invalid bytes become U+FFFD. */
    readonly stdout: string;
    /** Complete standard error as UTF-8 text; invalid bytes become U+FFFD. */
    readonly stderr: string;
    /** Another name of {@link stdout}. */
    readonly stdoutText: string;
    /** Another name of {@link stderr}. */
    readonly stderrText: string;
    /** Complete standard output, byte for byte. */
    readonly stdoutBytes: Uint8Array;
    /** Complete standard error, byte for byte. */
    readonly stderrBytes: Uint8Array;
    /** Exit code. */
    readonly returncode: number;
    /** The words the caller passed, never a wrapped form. */
    readonly command: readonly string[];
}
//# sourceMappingURL=process-result.d.ts.map