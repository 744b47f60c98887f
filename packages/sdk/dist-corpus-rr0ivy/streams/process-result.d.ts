import type { ProcessResult } from "../errors/index.js";
/** Gathers pieces and joins them when somebody asks. */
export declare class ByteCollector {
    #private;
    append(piece: Uint8Array): void;
    bytes(): Uint8Array;
}
export interface ProcessResultParts {
    readonly stdout: ByteCollector;
    readonly stderr: ByteCollector;
    readonly returncode: number;
    readonly command: readonly string[];
}
/** The result of a command. Joined and decoded when first asked for: output may be larger than any text can be. */
export declare function createProcessResult(parts: ProcessResultParts): ProcessResult;
//# sourceMappingURL=process-result.d.ts.map