import { Sandbox } from "cwsandbox";
import { expect, test } from "vitest";

import { listCommandLines } from "../support/inside.js";
import { runProgram, startProgram } from "../support/program.js";
import { type Proxy, startProxy } from "../support/proxy.js";
import { uniqueTag } from "../support/suite.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

const API_KEY = "a-key-of-dropped-handles";
process.env["CWSANDBOX_API_KEY"] = API_KEY;

/** Begins everything and looks at nothing; at the end one handle that must fail tells that the harm was noticed. */
const PROGRAM = `
  import { Sandbox, Session } from "cwsandbox";
  const tags = [process.env["TAG"]];
  const sandbox = await Sandbox.run("sh", "-c", "trap exit TERM; while :; do echo tick; sleep 0.1; done", { tags });
  await sandbox.exec(["sh", "-c", "head -c 20000000 /dev/zero > /tmp/file"]);
  const session = new Session({ tags });
  const watched = sandbox.exec(["sleep", "8301"]);
  sandbox.exec(["sh", "-c", "while :; do echo x; sleep 0.1; done"]);
  const reading = sandbox.exec(["cat"], { stdin: true });
  reading.stdin.write(new Uint8Array(3_000_000));
  reading.stdin.close();
  sandbox.shell(["sleep", "8302"]);
  sandbox.streamLogs({ follow: true });
  sandbox.streamLogs();
  sandbox.waitUntilComplete();
  session.function(() => new Promise((resolve) => setTimeout(resolve, 600_000))).remote();
  sandbox.readFileStreaming("/tmp/file");
  const transfer = setInterval(() => {
    sandbox.readFile("/tmp/file");
    sandbox.writeFile("/tmp/written", new Uint8Array(1_000_000));
    Sandbox.list({ tags });
  }, 300);
  setTimeout(() => console.log("under way"), 1000);
  const end = await watched.result().then(() => "no failure", (error) => error.name);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  clearInterval(transfer);
  console.log("failed with " + end);
  process.exit(0);
`;

interface World {
  readonly server: TestServer;
  readonly proxy: Proxy;
  readonly tag: string;
}

test.each<[string, string, (world: World) => Promise<void> | void]>([
  ["server is killed", "SandboxUnavailableError", ({ server }) => server.kill("SIGKILL")],
  ["connection is cut", "SandboxUnavailableError", ({ proxy }) => proxy.cut()],
  ["network falls silent", "SandboxUnavailableError", ({ proxy }) => proxy.silence()],
  ["sandboxes are deleted", "SandboxError", deleteAll],
])("a program that drops all its handles lives on when the %s", async (_harm, ending, harm) => {
  const server = await startTestServer({ apiKey: API_KEY });
  const proxy = await startProxy(server.baseUrl);
  const tag = uniqueTag("dropped");
  try {
    const program = await startProgram(PROGRAM, { TAG: tag, CWSANDBOX_BASE_URL: proxy.baseUrl });
    await program.untilPrinted("under way");
    const running = ["sleep 8301", "sleep 8302"];
    await expect.poll(() => listAllCommandLines(server, tag)).toEqual(expect.arrayContaining(running));
    await harm({ server, proxy, tag });
    const end = await program.ended;
    expect({
      ...end,
      stderr: end.stderr.split("\n").filter((line) => /Error|unhandled/i.test(line)),
    }).toEqual({
      exitCode: 0,
      signal: null,
      stdout: `under way\nfailed with ${ending}\n`,
      stderr: [],
    });
  } finally {
    await server.kill("SIGKILL");
    await server.restart();
    const { baseUrl } = server;
    const left = await Sandbox.list({ baseUrl });
    await Promise.all(left.map((sandbox) => sandbox.stop({ gracefulShutdownSeconds: 0 })));
    await proxy[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  }
});

async function listAllCommandLines({ baseUrl }: TestServer, tag: string): Promise<readonly string[]> {
  const sandboxes = await Sandbox.list({ baseUrl, tags: [tag], status: "running" });
  return (await Promise.all(sandboxes.map(listCommandLines))).flat();
}

async function deleteAll({ server, tag }: World): Promise<void> {
  const { baseUrl } = server;
  const all = await Sandbox.list({ baseUrl, tags: [tag] });
  await Promise.all(
    all.map(({ sandboxId }) => Sandbox.delete(sandboxId ?? "", { baseUrl, missingOk: true })),
  );
}

/**
 * Every call, on a sandbox of its own and on one that all share, against servers that are none; some are called off
 * or closed at once. Only what is a plain promise is looked at, as anybody has to. Ends when nothing is left to do.
 */
const DEAD_SERVERS_PROGRAM = `
  import { createServer } from "node:net";
  import { Sandbox, Session, getRunner, listImages, listRunners, results, wait } from "cwsandbox";
  const listen = (serve) => new Promise((resolve) => {
    const server = createServer(serve).unref();
    server.listen(0, "127.0.0.1", () => resolve("http://127.0.0.1:" + server.address().port));
  });
  const bases = [
    "http://127.0.0.1:1",
    "unix:///nowhere/at/all.sock",
    "https://name.invalid",
    await listen((socket) => socket.on("error", () => {}).resetAndDestroy()),
    await listen((socket) => socket.on("error", () => {}).end("HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nhi")),
  ];
  const ignored = () => {};
  const verbs = [
    (sandbox, options) => sandbox.start(options),
    (sandbox, options) => void sandbox.wait(2, options).catch(ignored),
    (sandbox, options) => sandbox.waitUntilComplete(2, options),
    (sandbox, options) => void sandbox.getStatus(options).catch(ignored),
    (sandbox, options) => sandbox.exec(["true"], options),
    (sandbox, options) => sandbox.exec(["false"], { ...options, check: true, keepOutput: false }),
    (sandbox, options) => sandbox.exec(["true"], options).cancel(),
    (sandbox, options) => sandbox.exec(["cat"], options).stdout.close(),
    (sandbox, options) => {
      const { stdin } = sandbox.exec(["cat"], { ...options, stdin: true });
      for (let piece = 0; piece < 20 && options.signal?.aborted !== true; piece += 1) stdin.write("x");
      stdin.close();
      stdin.close();
    },
    (sandbox, options) => {
      const process = sandbox.exec(["cat"], { ...options, stdin: true });
      process.stdout.toReadableStream();
      process.stdin.toWritableStream();
    },
    (sandbox, options) => sandbox.shell(["sh"], options),
    (sandbox, options) => sandbox.shell(["sh"], options).output.close(),
    (sandbox, options) => sandbox.streamLogs(options),
    (sandbox, options) => sandbox.streamLogs({ ...options, follow: true }),
    (sandbox, options) => sandbox.streamLogs({ ...options, follow: true }).close(),
    (sandbox, options) => sandbox.readFile("/f", options),
    (sandbox, options) => sandbox.writeFile("/f", new Uint8Array(10), options),
    (sandbox, options) => sandbox.readFileStreaming("/f", options),
    (sandbox, options) => sandbox.readFileStreaming("/f", options).close(),
    (sandbox, options) => sandbox.writeFileStreaming("/f", [new Uint8Array(10)], options),
    (sandbox, options) => sandbox.files.list("/", options),
    (sandbox, options) => sandbox.files.stat("/", options),
    (sandbox, options) => sandbox.files.makeDirectory("/d", options),
    (sandbox, options) => sandbox.files.remove("/d", options),
    (sandbox, options) => sandbox.files.upload(".", "/d", options),
    (sandbox, options) => sandbox.files.download("/d", "/nowhere/at/all", options),
    (sandbox, options) => sandbox.files.watch("/d", options),
    (sandbox, options) => sandbox.stop(options),
  ];
  const early = { signal: AbortSignal.abort("early") };
  let calls = 0;
  for (const baseUrl of bases) {
    const defaults = { baseUrl, requestTimeoutSeconds: 2, pollRetryBudgetSeconds: 1 };
    const shared = new Sandbox({ defaults });
    for (const verb of verbs) {
      for (const options of [{}, early, { signal: AbortSignal.timeout(5) }]) {
        verb(new Sandbox({ defaults }), options);
        if (verb !== verbs.at(-1)) verb(shared, options);
        calls += 1;
      }
    }
    Sandbox.list({ baseUrl });
    Sandbox.fromId("x", { baseUrl });
    Sandbox.delete("x", { baseUrl });
    const session = new Session(defaults);
    session.list();
    session.fromId("x");
    const twice = session.function((x) => x * 2);
    twice.remote(1);
    twice.map([[1], [2]]);
    session.sandbox().exec(["true"]);
    void results([twice.remote(2), twice.remote(3)]).catch(ignored);
    void wait([twice.remote(4), session.sandbox()], 1, 0.01);
    setTimeout(() => session.close(), 20);
    for (const promise of [Sandbox.run({ defaults }), listRunners(), getRunner("x"), listImages({ baseUrl })]) {
      void promise.catch(ignored);
    }
  }
  console.log("calls", calls);
`;

test("no call leaves a promise that nobody handles, whatever answers in place of a server", async () => {
  const end = await runProgram(DEAD_SERVERS_PROGRAM, {
    CWSANDBOX_API_KEY: "a-key",
    CWSANDBOX_BASE_URL: "http://127.0.0.1:1",
  });
  expect({ ...end, stderr: end.stderr.split("\n").filter((line) => !line.includes("Warning")) }).toEqual({
    exitCode: 0,
    signal: null,
    stdout: "calls 420\n",
    stderr: [""],
  });
});
