import type { WriteStream } from "node:tty";
import type { MapProgress } from "./map-stream-options.js";
/** How to show the progress of `mapStream`. */
export interface TerminalProgressOptions {
    /** What is being done. Default: `map`. */
    readonly label?: string | undefined;
    /** Where to show it. Default: the standard error of the process. */
    readonly output?: Pick<WriteStream, "write"> & {
        /** Whether it is a terminal. Default: no. */
        readonly isTTY?: boolean;
        /** Width of the terminal in characters. Default: 80. */
        readonly columns?: number;
    };
}
/**
 * Makes an `onProgress` for `mapStream`: a bar that is redrawn in place on a terminal, and a plain line at every
 * tenth (or every tenth call, when the number of items is not known) everywhere else.
 */
export declare function terminalProgress({ label, output }?: TerminalProgressOptions): (progress: MapProgress) => void;
//# sourceMappingURL=terminal-progress.d.ts.map