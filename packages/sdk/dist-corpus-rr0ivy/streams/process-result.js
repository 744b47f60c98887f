import { inspect } from "node:util";
import { decodeText } from "./decoders.js";
/** Gathers pieces and joins them when somebody asks. */
export class ByteCollector {
    #pieces = [];
    append(piece) {
        this.#pieces.push(piece);
    }
    bytes() {
        const [first, ...rest] = this.#pieces;
        if (first === undefined)
            return new Uint8Array();
        if (rest.length === 0)
            return first;
        const joined = Buffer.concat(this.#pieces);
        this.#pieces = [joined];
        return joined;
    }
}
/** The result of a command. Joined and decoded when first asked for: output may be larger than any text can be. */
export function createProcessResult(parts) {
    const { stdout, stderr, returncode, command } = parts;
    const stdoutText = once(() => decodeText(stdout.bytes()));
    const stderrText = once(() => decodeText(stderr.bytes()));
    const result = {
        get stdout() {
            return stdoutText();
        },
        get stderr() {
            return stderrText();
        },
        get stdoutText() {
            return stdoutText();
        },
        get stderrText() {
            return stderrText();
        },
        get stdoutBytes() {
            return stdout.bytes();
        },
        get stderrBytes() {
            return stderr.bytes();
        },
        returncode,
        command,
    };
    // Without this, printing a result would show accessors instead of the output.
    const shown = () => ({ stdout: stdoutText(), stderr: stderrText(), returncode, command });
    return Object.defineProperty(result, inspect.custom, { value: shown });
}
function once(compute) {
    let value;
    return () => (value ??= compute());
}
//# sourceMappingURL=process-result.js.map