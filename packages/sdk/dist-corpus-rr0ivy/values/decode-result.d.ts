import { type FrameLimits } from "./frame.js";
import { type ShippedValues } from "./structured/index.js";
/** An error of the function, as data. */
export interface RemoteErrorRecord {
    /** The error's name, or its class where that says more; null for thrown values that are no errors. */
    readonly name: string | null;
    readonly message: string;
    /** The stack trace of the sandbox. */
    readonly stack: string;
    readonly code: string | number | null;
    /** Own properties that JSON can tell. */
    readonly properties: Readonly<Record<string, unknown>>;
    readonly cause: RemoteErrorRecord | null;
    readonly errors: readonly RemoteErrorRecord[];
}
/** How a function ended, by its own report. */
export type FunctionOutcome = {
    readonly kind: "value";
    readonly value: unknown;
} | {
    readonly kind: "error";
    readonly error: RemoteErrorRecord;
} | {
    readonly kind: "unserializable";
    readonly message: string;
};
/**
 * Reads the result file of a call. It comes from a sandbox and may contain anything: it is only ever data,
 * bounded in size, depth and number of values.
 *
 * @param shipped - Classes of this call that a result in STRUCTURED mode may be made of.
 * @throws SandboxProtocolError when it is not what the runner writes.
 */
export declare function decodeResult(bytes: Uint8Array, shipped?: ShippedValues, limits?: FrameLimits): FunctionOutcome;
//# sourceMappingURL=decode-result.d.ts.map