import { v1 } from "@cwsandbox/wire";
import type { TerminalInput } from "../streams/index.js";
import type { ExecEvent, ExecRequest } from "../transport/index.js";
type Frame = v1.DeepPartial<v1.ExecStreamRequest>;
/** The frames of one command: what to run, then its input. */
export declare function toExecFrames(request: ExecRequest, input: AsyncIterable<TerminalInput>): AsyncGenerator<Frame, void>;
/** What a frame tells; undefined for a kind of frame that this release does not know. */
export declare function toExecEvent({ message }: v1.ExecStreamResponse): ExecEvent | undefined;
export {};
//# sourceMappingURL=map-exec.d.ts.map