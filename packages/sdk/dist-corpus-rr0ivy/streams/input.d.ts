import type { InputItem, TerminalInput } from "./input-items.js";
import { StreamWriter } from "./stream-writer.js";
/** The two ends of an input, and the knife. */
export interface InputEnds<Sent extends TerminalInput> {
    /** The user's end. */
    readonly writer: StreamWriter;
    /** The network's end: pieces of at most 64 KiB. */
    readonly items: AsyncIterable<Sent | InputItem>;
    /** Adds something that is no user data. */
    readonly push: (item: Sent) => void;
    /** Ends both: later writes throw with this cause, waiting ones fail, the items end. */
    readonly cut: (cause: Error) => void;
}
/** The input of a process; its items end after the end of input. */
export declare function createProcessInput(): InputEnds<InputItem>;
/** The input of a terminal; its items go on after the end of input, because sizes may follow. */
export declare function createTerminalInput(): InputEnds<TerminalInput>;
//# sourceMappingURL=input.d.ts.map