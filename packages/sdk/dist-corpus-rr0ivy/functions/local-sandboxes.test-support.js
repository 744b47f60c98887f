import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { SandboxFileError, SandboxTimeoutError } from "../errors/index.js";
import { onTestFinished } from "vitest";
/** Sandboxes for tests: a directory and real child processes, without any isolation. */
export function createLocalHost(node = process.execPath) {
    const host = {
        created: [],
        written: [],
        commands: [],
        stopped: 0,
        node,
        failStart: null,
        failStop: null,
        tempDir: "/tmp",
        assertOpen: () => { },
        createSandbox: (options) => {
            host.created.push(options);
            return createLocalSandbox(host, options);
        },
    };
    return host;
}
function createLocalSandbox(host, options) {
    const root = mkdtemp(join(tmpdir(), "cwsandbox-function-test-"));
    const running = new Set();
    // At the end of the test and not at the stop: a write that is still under way would make the directory again.
    onTestFinished(async () => rm(await root, { recursive: true, force: true }));
    return {
        writeFile: async (path, contents) => {
            if (host.failStart !== null)
                throw host.failStart;
            host.written.push(path);
            const file = join(await root, path);
            await mkdir(dirname(file), { recursive: true });
            await writeFile(file, contents);
        },
        readFile: async (path) => {
            try {
                return await readFile(join(await root, path));
            }
            catch (error) {
                throw new SandboxFileError(`File ${path} does not exist.`, { filepath: path, cause: error });
            }
        },
        exec: (command, execOptions) => {
            host.commands.push(command);
            const ended = root.then((directory) => run({ host, options, running, directory }, command, execOptions?.timeoutSeconds));
            ended.catch(() => { });
            return processOf(ended, running);
        },
        stop: async () => {
            for (const child of running)
                child.kill("SIGKILL");
            host.stopped += 1;
            if (host.failStop !== null)
                throw host.failStop;
        },
    };
}
function processOf(ended, running) {
    return {
        result: () => ended,
        cancel: () => {
            for (const child of running)
                child.kill("SIGKILL");
        },
    };
}
async function run({ host, options, running, directory }, command, timeoutSeconds) {
    const [, ...args] = command;
    const child = spawn(host.node, args.map((path) => join(directory, path)), {
        cwd: directory,
        env: { ...options.environmentVariables },
    });
    running.add(child);
    const [out, err] = [[], []];
    child.stdout.on("data", (piece) => out.push(piece));
    child.stderr.on("data", (piece) => err.push(piece));
    return new Promise((resolve, reject) => {
        const limit = setTimeout(() => {
            child.kill("SIGKILL");
            reject(new SandboxTimeoutError(`Command did not end within ${timeoutSeconds} s.`));
        }, (timeoutSeconds ?? 60) * 1000);
        child.on("error", () => {
            clearTimeout(limit);
            resolve(result(127, command, [out, [Buffer.from("node: not found")]]));
        });
        child.on("close", (code, signal) => {
            clearTimeout(limit);
            running.delete(child);
            resolve(result(signal === "SIGKILL" ? 137 : (code ?? 134), command, [out, err]));
        });
    });
}
function result(returncode, command, [out, err]) {
    const [stdoutBytes, stderrBytes] = [Buffer.concat(out), Buffer.concat(err)];
    const [stdout, stderr] = [stdoutBytes.toString(), stderrBytes.toString()];
    return {
        stdout,
        stderr,
        stdoutText: stdout,
        stderrText: stderr,
        stdoutBytes,
        stderrBytes,
        returncode,
        command,
    };
}
//# sourceMappingURL=local-sandboxes.test-support.js.map