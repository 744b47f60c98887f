import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { sandboxIn, startScriptedServer, } from "../transport-grpc/scripted-server.test-support.js";
const PACKAGE = fileURLToPath(new URL("../index.ts", import.meta.url));
let server;
beforeEach(async () => {
    server = await startScriptedServer();
});
afterEach(() => server.stop());
/** Runs a program against the server; it may use everything the package exports as `sdk`. */
function start(body, variables = {}) {
    const program = `import * as sdk from ${JSON.stringify(PACKAGE)};\n${body}`;
    return spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], {
        env: { ...process.env, NODE_OPTIONS: "", CWSANDBOX_BASE_URL: server.url, ...variables },
        stdio: ["ignore", "pipe", "inherit"],
    });
}
async function exitOf(child) {
    const [code] = await once(child, "exit");
    return code;
}
async function text(child) {
    let all = "";
    for await (const piece of child.stdout ?? [])
        all += String(piece);
    return all;
}
const OPEN_SESSION = `
  const session = new sdk.Session();
  await session.sandbox().wait();
`;
const STAY = `setInterval(() => session.toString(), 1000); console.log("waiting");`;
describe("end of the process", { timeout: 30_000 }, () => {
    test("O1, O4 sandboxes of an open session are stopped, others go on, and the program ends by itself", async () => {
        const child = start(`${OPEN_SESSION} await sdk.Sandbox.run(); globalThis.kept = session;`);
        expect(await exitOf(child)).toBe(0);
        expect(server.deleted.map((request) => request.sandboxId)).toEqual(["sb-1"]);
        expect(server.created).toHaveLength(2);
    });
    test("O5 a closed session is not closed again", async () => {
        expect(await exitOf(start(`${OPEN_SESSION} await session.close(); globalThis.kept = session;`))).toBe(0);
        expect(server.deleted).toHaveLength(1);
    });
    test.each([
        ["SIGINT", 130],
        ["SIGTERM", 143],
    ])("O2, O3 %s stops the sandboxes and exits with %i", async (signal, code) => {
        const child = start(`${OPEN_SESSION} ${STAY}`);
        await once(child.stdout ?? child, "data");
        child.kill(signal);
        expect(await exitOf(child)).toBe(code);
        expect(server.deleted).toHaveLength(1);
    });
    test("O2 an own listener still runs and decides how it goes on", async () => {
        const own = `process.on("SIGINT", () => { console.log("own"); setTimeout(() => process.exit(7), 500); });`;
        const child = start(`${OPEN_SESSION} ${own} ${STAY}`);
        await once(child.stdout ?? child, "data");
        const output = text(child);
        child.kill("SIGINT");
        expect(await exitOf(child)).toBe(7);
        expect(await output).toContain("own");
        expect(server.deleted).toHaveLength(1);
    });
    test("O3 a second signal ends the process at once", async () => {
        server.on.deleteSandbox = async ({ sandboxId }) => {
            await new Promise((resolve) => setTimeout(resolve, 20_000));
            return { sandbox: sandboxIn(sandboxId, 5) };
        };
        const child = start(`${OPEN_SESSION} ${STAY}`);
        await once(child.stdout ?? child, "data");
        child.kill("SIGTERM");
        await vi.waitFor(() => expect(server.count("DeleteSandbox")).toBe(1));
        child.kill("SIGINT");
        expect(await exitOf(child)).toBe(130);
    });
    test("signals are left alone on request, which must come in time", async () => {
        const child = start(`${OPEN_SESSION} ${STAY}`, { CWSANDBOX_DISABLE_SIGNAL_HANDLERS: "yes" });
        await once(child.stdout ?? child, "data");
        child.kill("SIGTERM");
        const [code, signal] = await once(child, "exit");
        expect([code, signal]).toEqual([null, "SIGTERM"]);
        expect(server.deleted).toEqual([]);
        const late = `${OPEN_SESSION} try { sdk.disableSignalHandlers(); } catch (error) { console.log(error.code); }`;
        const output = start(`${late} await session.close();`);
        expect(await text(output)).toBe("SANDBOX_ERROR\n");
    });
});
//# sourceMappingURL=process-end.test.js.map