/** Bytes for the standard input. */
export interface InputData {
    readonly kind: "data";
    readonly bytes: Uint8Array;
}
/** The end of the standard input. */
export interface InputEnd {
    readonly kind: "end";
}
/** What a process is sent, in order. */
export type InputItem = InputData | InputEnd;
/** A new size of the terminal, in character cells. */
export interface TerminalResize {
    readonly kind: "resize";
    readonly width: number;
    readonly height: number;
}
/** What a terminal is sent, in order. */
export type TerminalInput = InputItem | TerminalResize;
//# sourceMappingURL=input-items.d.ts.map