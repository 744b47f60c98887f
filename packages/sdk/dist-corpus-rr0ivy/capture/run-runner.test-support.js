import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeResult, encodeFrame, validateJsonArguments, } from "../values/index.js";
import { captureFunction } from "./capture.js";
/** The built runner. */
export const RUNNER_PATH = createRequire(import.meta.url).resolve("@cwsandbox/runner/javascript");
/** Captures a function and runs it in another process, as a sandbox would; in JSON mode. */
export async function runInRunner(fn, args = [], node = process.execPath) {
    const { attachments, ...graph } = captureFunction(fn).graph;
    const payload = encodeFrame({ ...graph, args: validateJsonArguments(args, "test") }, attachments);
    return runPayload(payload, new Map(), node);
}
/** The same in STRUCTURED mode. */
export async function runStructured(fn, args = []) {
    const { graph, shipped } = captureFunction(fn, { args });
    const { attachments, ...document } = graph;
    return runPayload(encodeFrame(document, attachments), shipped, process.execPath);
}
async function runPayload(payload, shipped, node) {
    const directory = await mkdtemp(join(tmpdir(), "cwsandbox-runner-test-"));
    try {
        const [payloadPath, resultPath] = [join(directory, "payload.bin"), join(directory, "result.bin")];
        await writeFile(payloadPath, payload);
        const ended = await execute(node, [RUNNER_PATH, payloadPath, resultPath], directory);
        const result = await readFile(resultPath).catch(() => null);
        return { ...ended, outcome: result === null ? null : decodeResult(result, shipped) };
    }
    finally {
        await rm(directory, { recursive: true, force: true });
    }
}
async function execute(node, args, cwd) {
    return new Promise((resolve) => {
        execFile(node, args, { cwd, env: {} }, (error, stdout, stderr) => {
            const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
            resolve({ exitCode, stdout, stderr });
        });
    });
}
//# sourceMappingURL=run-runner.test-support.js.map