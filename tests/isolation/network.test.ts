import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { networkInterfaces } from "node:os";

import { Sandbox } from "cwsandbox";
import { afterAll, beforeAll, expect, test } from "vitest";

import { useTestServer } from "../support/suite.js";

const server = useTestServer();

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await Sandbox.run();
  await sandbox.wait();
});
afterAll(() => sandbox.stop().result());

const CONNECT_UNIX = `
  use Socket;
  socket(my $socket, AF_UNIX, SOCK_STREAM, 0) or die "socket: $!";
  print connect($socket, pack_sockaddr_un($ARGV[0] =~ s/^@/\\0/r)) ? "connected" : "refused: $!";
`;
const connectUnix = (name: string): string[] => ["perl", "-e", CONNECT_UNIX, name];

async function runOutside(words: readonly string[]): Promise<string> {
  const [program = "", ...rest] = words;
  const child = spawn(program, rest, { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (data: Buffer) => (output += data.toString()));
  await once(child, "close");
  return output;
}

const runInside = async (words: readonly string[]): Promise<string> => (await sandbox.exec(words)).stdout;

test("the only interface is its own loopback", async () => {
  const listed = await runInside(["cat", "/proc/net/dev"]);
  const names = listed
    .split("\n")
    .slice(2)
    .map((line) => line.split(":")[0]?.trim());
  expect(names.filter((name) => name !== "" && name !== undefined)).toEqual(["lo"]);
  const own = await runInside([
    "node",
    "-e",
    `const net = require("node:net");
     const server = net.createServer((socket) => socket.end("own")).listen(0, "127.0.0.1", () => {
       net.connect(server.address().port, "127.0.0.1").on("data", (data) => { console.log(String(data)); process.exit() });
     });`,
  ]);
  expect(own).toBe("own\n");
});

test("the host's loopback, its addresses and the metadata address cannot be reached", async () => {
  await using listener = await listenOnHost();
  const addresses = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  const own = addresses
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => address);
  const connect = (address: string, port: number): string[] => [
    "node",
    "-e",
    `require("node:net").connect({ host: "${address}", port: ${port}, timeout: 3000 })
       .on("connect", function () { console.log("connected"); this.destroy() })
       .on("timeout", function () { console.log("timeout"); this.destroy() })
       .on("error", (error) => console.log(error.code));`,
  ];
  expect(await runOutside([process.execPath, ...connect("127.0.0.1", listener.port).slice(1)])).toBe(
    "connected\n",
  );
  expect(await runInside(connect("127.0.0.1", listener.port))).toBe("ECONNREFUSED\n");
  for (const address of [...own, "169.254.169.254", "8.8.8.8"]) {
    expect(await runInside(connect(address, listener.port))).toBe("ENETUNREACH\n");
  }
  expect(
    await runInside(["node", "-e", "require('node:dns').lookup('example.com', (e) => console.log(e.code))"]),
  ).toMatch(/EAI_AGAIN|ENOTFOUND/);
});

async function listenOnHost(): Promise<{ readonly port: number } & AsyncDisposable> {
  const listener = createServer((socket) => socket.destroy()).listen(0, "0.0.0.0");
  await once(listener, "listening");
  const address = listener.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    [Symbol.asyncDispose]: async () => {
      listener.close();
      await once(listener, "close");
    },
  };
}

test("the server's socket cannot be reached", async () => {
  const socket = server.current.baseUrl.replace("unix://", "");
  expect(existsSync(socket)).toBe(true);
  expect(await runOutside(connectUnix(socket))).toBe("connected");
  expect(await runInside(connectUnix(socket))).toMatch(/^refused: No such file/);
  const found = await runInside(["sh", "-c", "find / -xdev -type s 2>/dev/null"]);
  expect(found).toBe("");
  expect(await runInside(["sh", "-c", "find / -name '*.sock' -not -path '/proc/*' 2>/dev/null"])).toBe("");
});

test("abstract sockets of the host cannot be reached", async () => {
  const name = `@cwsandbox-test-${process.pid}`;
  const listen = `
    use Socket;
    socket(my $socket, AF_UNIX, SOCK_STREAM, 0) or die;
    bind($socket, pack_sockaddr_un($ARGV[0] =~ s/^@/\\0/r)) or die "bind: $!";
    listen($socket, 5) or die; $| = 1; print "listening\\n";
    while (accept(my $client, $socket)) { close $client }
  `;
  const child = spawn("perl", ["-e", listen, name], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    await once(child.stdout, "data");
    expect(await runOutside(connectUnix(name))).toBe("connected");
    expect(await runInside(connectUnix(name))).toMatch(/^refused: Connection refused/);
    expect(await runInside(["sh", "-c", "cat /proc/net/unix"])).not.toContain(name);
  } finally {
    child.kill("SIGKILL");
  }
});
