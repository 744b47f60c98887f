import { describe, expect, test } from "vitest";
import { CWSandboxValidationError, OperationCancelledError, SandboxExecutionError, SandboxNotRunningError, } from "../errors/index.js";
import { startTerminal } from "./index.js";
function start(run) {
    return startTerminal({ command: ["/bin/sh"], run });
}
const untilCut = (io) => new Promise((_, reject) => io.signal.addEventListener("abort", () => reject(new Error("cut"))));
describe("TerminalSession", () => {
    test("C15 echoes, resizes and ends with the code of the shell", async () => {
        const terminal = start(async (io) => {
            for await (const input of io.inputs) {
                if (input.kind === "resize")
                    await io.output(Buffer.from(`${input.height} ${input.width}`));
                else if (input.kind === "data")
                    await io.output(input.bytes);
                else
                    return 7;
            }
            return -1;
        });
        expect(terminal.returncode).toBeNull();
        terminal.stdin.writeline("ls");
        terminal.resize(100, 30);
        terminal.stdin.close();
        const pieces = [];
        for await (const piece of terminal.output)
            pieces.push(piece);
        expect(Buffer.concat(pieces).toString()).toBe("ls\n30 100");
        expect(await terminal.wait(5)).toBe(7);
        expect(await terminal).toEqual({ returncode: 7, command: ["/bin/sh"] });
        expect(terminal.returncode).toBe(7);
    });
    test("C16 resize and input after the end are refused", async () => {
        const terminal = start(async () => 0);
        await terminal;
        expect(() => terminal.resize(80, 24)).toThrow(SandboxExecutionError);
        expect(() => terminal.stdin.write("x")).toThrow(/has failed: Terminal session has ended/);
        expect(() => terminal.resize(0, 24)).toThrow(CWSandboxValidationError);
    });
    test("C16 an error arrives at the output and at the handle", async () => {
        const terminal = start(() => Promise.reject(new SandboxNotRunningError("stopped")));
        await expect(terminal.output[Symbol.asyncIterator]().next()).rejects.toThrow("stopped");
        await expect(terminal.result()).rejects.toThrow(SandboxNotRunningError);
    });
    test("closing the output ends the session", async () => {
        const terminal = start(untilCut);
        terminal.output.close();
        await expect(terminal.result()).rejects.toThrow(OperationCancelledError);
    });
    test("output that nobody reads slows the sender", async () => {
        let sent = 0;
        const terminal = start(async (io) => {
            for (; sent < 10_000; sent += 1)
                await io.output(Uint8Array.of(1));
            return 0;
        });
        await new Promise(setImmediate);
        expect(sent).toBe(4096);
        let received = 0;
        for await (const piece of terminal.output)
            received += piece.length;
        expect(received).toBe(10_000);
        expect(await terminal.wait()).toBe(0);
    });
});
//# sourceMappingURL=terminal.test.js.map