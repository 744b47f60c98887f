import { Sandbox } from "cwsandbox";
import { expect, test } from "vitest";

import { startProgram } from "../support/program.js";
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
  setTimeout(() => console.log("under way"), 2000);
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
])(
  "a program that drops all its handles lives on when the %s",
  async (_harm, ending, harm) => {
    const server = await startTestServer({ apiKey: API_KEY });
    const proxy = await startProxy(server.baseUrl);
    const tag = uniqueTag("dropped");
    try {
      const program = await startProgram(PROGRAM, { TAG: tag, CWSANDBOX_BASE_URL: proxy.baseUrl });
      await program.untilPrinted("under way");
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
  },
  120_000,
);

async function deleteAll({ server, tag }: World): Promise<void> {
  const { baseUrl } = server;
  const all = await Sandbox.list({ baseUrl, tags: [tag] });
  await Promise.all(
    all.map(({ sandboxId }) => Sandbox.delete(sandboxId ?? "", { baseUrl, missingOk: true })),
  );
}
