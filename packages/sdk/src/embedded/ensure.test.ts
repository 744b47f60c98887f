import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { SandboxUnavailableError } from "../errors/index.js";
import { ensureEmbeddedServer } from "./ensure.js";
import { embeddedPaths } from "./folder.js";
import { isListening } from "./probe.js";

/** A stand-in for the server: it binds the socket, says so, and leaves when another one has it already. */
const SERVER = `
import { appendFileSync } from "node:fs";
import { createServer } from "node:net";
const folder = process.env.XDG_RUNTIME_DIR + "/cwsandbox";
appendFileSync(folder + "/starts", process.pid + "\\n");
console.error("arguments: " + process.argv.slice(2).join(" "));
if (process.env.TEST_DIES) { console.error("no user namespaces here"); process.exit(3); }
const server = createServer((socket) => socket.on("error", () => {}).resume());
server.on("error", () => process.exit(0));
server.listen(folder + "/server.sock", () => console.log(JSON.stringify({ ready: true, address: "unix://x" })));
setTimeout(() => process.exit(0), 20000);
`;

let home: string;
let program: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "cwsandbox-embedded-"));
  program = join(home, "cwsandbox-server");
  await writeFile(join(home, "server.mjs"), SERVER);
  await writeFile(program, `node="$1"; shift; exec "$node" "${home}/server.mjs" "$@"\n`);
  vi.stubEnv("XDG_RUNTIME_DIR", home);
});

afterEach(async () => {
  for (const pid of await startedPids()) kill(pid);
  vi.unstubAllEnvs();
  await rm(home, { recursive: true, force: true });
});

const ensure = (): Promise<string> => ensureEmbeddedServer(() => program);

async function startedPids(): Promise<number[]> {
  const text = await readFile(join(home, "cwsandbox", "starts"), "utf8").catch(() => "");
  return text.split("\n").filter(Boolean).map(Number);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

describe("the embedded server", () => {
  test("is started once and used from then on", async () => {
    const socket = await ensure();
    expect(socket).toBe(join(home, "cwsandbox", "server.sock"));
    expect(await isListening(socket)).toBe(true);
    expect(await ensure()).toBe(socket);
    expect(await startedPids()).toHaveLength(1);
    expect(await readFile(join(home, "cwsandbox", "server.log"), "utf8")).toContain("arguments: --embedded");
  });

  test("several programs that start at once end up with one", async () => {
    const sockets = await Promise.all([ensure(), ensure(), ensure()]);
    expect(new Set(sockets).size).toBe(1);
    await expect.poll(async () => (await startedPids()).filter(isAlive)).toHaveLength(1);
  });

  test("is started again after it was killed", async () => {
    const socket = await ensure();
    const [first = 0] = await startedPids();
    kill(first);
    await expect.poll(() => isListening(socket)).toBe(false);
    // The stand-in does not replace the socket of a killed one, as the real server does.
    await rm(socket, { force: true });
    expect(await ensure()).toBe(socket);
    expect(await startedPids()).toHaveLength(2);
  });

  test("that dies at its start is reported with the end of its log and the next step", async () => {
    vi.stubEnv("TEST_DIES", "1");
    const started = ensure();
    await expect(started).rejects.toBeInstanceOf(SandboxUnavailableError);
    await expect(started).rejects.toThrow(/exit code 3.*no user namespaces here.*cwsandbox doctor/s);
  });

  test.each([
    ["open to others", (folder: string) => mkdir(folder).then(() => chmod(folder, 0o755))],
    ["not a directory", (folder: string) => writeFile(folder, "")],
    ["not a directory", (folder: string) => symlink(tmpdir(), folder)],
  ])("is not trusted in a folder that is %s", async (problem, prepare) => {
    await prepare(join(home, "cwsandbox"));
    await expect(ensure()).rejects.toThrow(problem);
    expect(await startedPids()).toEqual([]);
  });

  test("lives below the runtime directory, else below /tmp", () => {
    expect(embeddedPaths({ XDG_RUNTIME_DIR: "/run/user/7" }, 7).socket).toBe(
      "/run/user/7/cwsandbox/server.sock",
    );
    expect(embeddedPaths({}, 7).socket).toBe("/tmp/cwsandbox-7/server.sock");
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
