import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ext } from "@cwsandbox/wire";
import { createServer, ServerError, Status } from "nice-grpc";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SandboxError, SandboxUnavailableError } from "../errors/index.js";
import { getEmbeddedServerStatus, stopEmbeddedServer } from "./index.js";
let runtimeDirectory = "";
let socket = "";
let server = null;
beforeEach(() => {
    runtimeDirectory = mkdtempSync(join(tmpdir(), "cwsandbox-control-"));
    socket = join(runtimeDirectory, "cwsandbox", "server.sock");
    vi.stubEnv("XDG_RUNTIME_DIR", runtimeDirectory);
});
afterEach(() => {
    server?.forceShutdown();
    server = null;
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    rmSync(runtimeDirectory, { recursive: true, force: true });
});
function unexpected() {
    throw new ServerError(Status.INTERNAL, "this test does not call it");
}
async function start(processId) {
    mkdirSync(join(runtimeDirectory, "cwsandbox"), { mode: 0o700 });
    const started = createServer();
    started.add(ext.ExtensionServiceDefinition, {
        getCapabilities: () => Promise.resolve({
            serverVersion: "1.2.3",
            defaultImage: "builtin",
            features: ["lease"],
            unenforcedLimits: ["disk"],
            processId,
        }),
        createSandbox: unexpected,
        holdLease: () => unexpected(),
        watchSandbox: () => unexpected(),
        shutdown: unexpected,
    });
    await started.listen(`unix://${socket}`);
    server = started;
}
test("without a server the status says where it would be, and nothing is started", async () => {
    expect(await getEmbeddedServerStatus()).toEqual({
        address: `unix://${socket}`,
        logFile: join(runtimeDirectory, "cwsandbox", "server.log"),
        running: null,
    });
});
test("a running server is asked who it is", async () => {
    await start(4321);
    const { running } = await getEmbeddedServerStatus();
    expect(running).toEqual({
        version: "1.2.3",
        processId: 4321,
        defaultImage: "builtin",
        unenforcedLimits: ["disk"],
    });
});
test("a folder that others can write to is not trusted", async () => {
    mkdirSync(join(runtimeDirectory, "cwsandbox"), { mode: 0o755 });
    await expect(getEmbeddedServerStatus()).rejects.toThrow(SandboxUnavailableError);
});
test("stopping without a server is no error", async () => {
    expect(await stopEmbeddedServer()).toBe(false);
});
test("stopping sends TERM to the process the server named and waits until it has gone", async () => {
    await start(4321);
    const kill = vi.spyOn(process, "kill").mockImplementation(() => {
        server?.forceShutdown();
        return true;
    });
    expect(await stopEmbeddedServer()).toBe(true);
    expect(kill.mock.calls).toEqual([[4321, "SIGTERM"]]);
});
test("a server that names no process is never guessed at", async () => {
    await start(0);
    const kill = vi.spyOn(process, "kill");
    await expect(stopEmbeddedServer()).rejects.toThrow(SandboxError);
    expect(kill).not.toHaveBeenCalled();
});
test("a process that cannot be signalled is named", async () => {
    await start(4321);
    vi.spyOn(process, "kill").mockImplementation(() => {
        throw new Error("kill EPERM");
    });
    await expect(stopEmbeddedServer()).rejects.toThrow("process 4321) cannot be signalled");
});
//# sourceMappingURL=server-control.test.js.map