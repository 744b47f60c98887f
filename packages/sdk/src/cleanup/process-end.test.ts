import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  sandboxIn,
  type ScriptedServer,
  startScriptedServer,
  v1,
} from "../transport-grpc/scripted-server.test-support.js";

const PACKAGE = fileURLToPath(new URL("../index.ts", import.meta.url));

let server: ScriptedServer;

beforeEach(async () => {
  server = await startScriptedServer();
});

afterEach(() => server.stop());

/** Runs a program against the server; it may use everything the package exports as `sdk`. */
function start(body: string, variables: Record<string, string> = {}): ChildProcess {
  const program = `import * as sdk from ${JSON.stringify(PACKAGE)};\n${body}`;
  return spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], {
    env: { ...process.env, NODE_OPTIONS: "", CWSANDBOX_BASE_URL: server.url, ...variables },
    stdio: ["ignore", "pipe", "inherit"],
  });
}

async function exitOf(child: ChildProcess): Promise<unknown> {
  const [code] = await once(child, "exit");
  return code;
}

async function text(child: ChildProcess): Promise<string> {
  let all = "";
  for await (const piece of child.stdout ?? []) all += String(piece);
  return all;
}

const OPEN_SESSION = `
  const session = new sdk.Session();
  await session.sandbox().wait();
`;
const STAY = `setInterval(() => session.toString(), 1000); console.log("waiting");`;

describe("end of the process", () => {
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
  ] as const)("O2, O3 %s stops the sandboxes and exits with %i", async (signal, code) => {
    const child = start(`${OPEN_SESSION} ${STAY}`);
    await once(child.stdout ?? child, "data");
    child.kill(signal);
    expect(await exitOf(child)).toBe(code);
    expect(server.deleted).toHaveLength(1);
  });

  test("O2 an own listener still runs and decides how it goes on", async () => {
    const own = `process.on("SIGINT", () => { console.log("own"); process.on("SIGUSR2", () => process.exit(7)); });`;
    const child = start(`${OPEN_SESSION} ${own} ${STAY}`);
    await once(child.stdout ?? child, "data");
    const output = text(child);
    child.kill("SIGINT");
    await expect.poll(() => server.deleted.length).toBe(1);
    child.kill("SIGUSR2");
    expect(await exitOf(child)).toBe(7);
    expect(await output).toContain("own");
    expect(server.deleted).toHaveLength(1);
  });

  test("O2 a listener for one signal only decides too, and a signal that the program ignores ends nothing", async () => {
    const once_ = `process.once("SIGINT", () => process.on("SIGUSR2", () => process.exit(8)));`;
    const single = start(`${once_} ${OPEN_SESSION} ${STAY}`);
    await once(single.stdout ?? single, "data");
    single.kill("SIGINT");
    await expect.poll(() => server.deleted.length).toBe(1);
    single.kill("SIGUSR2");
    expect(await exitOf(single)).toBe(8);

    const ignoring = `process.on("SIGTERM", () => {}); process.on("SIGUSR2", () => process.exit(9));`;
    const stubborn = start(`${OPEN_SESSION} ${ignoring} ${STAY}`);
    await once(stubborn.stdout ?? stubborn, "data");
    stubborn.kill("SIGTERM");
    await expect.poll(() => server.deleted.length).toBe(2);
    stubborn.kill("SIGUSR2");
    expect(await exitOf(stubborn)).toBe(9);
    expect(server.deleted).toHaveLength(2);
  });

  test("O2 a signal while the program closes its session waits for that", async () => {
    const child = start(
      `${OPEN_SESSION} console.log("closing"); await session.close(); console.log("closed"); setInterval(() => {}, 1000);`,
    );
    const output = text(child);
    server.on.deleteSandbox = async (request) => {
      child.kill("SIGINT");
      await new Promise((resolve) => setTimeout(resolve, 3000));
      const state = v1.State.STATE_TERMINATED;
      server.states.set(request.sandboxId, [state]);
      return { sandbox: sandboxIn(request.sandboxId, state) };
    };
    expect(await exitOf(child)).toBe(130);
    expect(await output).toBe("closing\nclosed\n");
  });

  test("looking for sandboxes installs nothing; owning one does", async () => {
    const count = `console.log(process.listenerCount("SIGINT"));`;
    const child = start(
      `await sdk.Sandbox.list(); const found = await sdk.Sandbox.fromId("sb-1"); ${count}
       const session = new sdk.Session(); ${count} session.adopt(found); ${count} await session.close();`,
    );
    expect(await text(child)).toBe("0\n0\n1\n");
  });

  test("O3 a second signal ends the process at once", async () => {
    server.on.deleteSandbox = async ({ sandboxId }) => {
      await new Promise((resolve) => setTimeout(resolve, 20_000));
      return { sandbox: sandboxIn(sandboxId, 5) };
    };
    const child = start(`${OPEN_SESSION} ${STAY}`);
    await once(child.stdout ?? child, "data");
    child.kill("SIGTERM");
    await expect.poll(() => server.count("DeleteSandbox")).toBe(1);
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
