import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { connect, createServer as createListener } from "node:net";
import { join } from "node:path";
import { createFakeEngine, type FakeCommand } from "@cwsandbox/engine/fake";
import { ext, METADATA_KEY, v1 } from "@cwsandbox/wire";
import { createClient, Metadata, Status } from "nice-grpc";
import { describe, expect, test } from "vitest";
import { AlreadyServingError, ConfigError, startServer, type RunningServer } from "./index.js";
import {
  configOf,
  connectTo,
  createGate,
  createRequest,
  failureOf,
  openChannel,
  override,
  runningSandbox,
  temporaryDirectory,
} from "./testing/index.js";

function embedded(directory: string, ...argv: readonly string[]): ReturnType<typeof configOf> {
  return configOf(["--embedded", ...argv], { XDG_RUNTIME_DIR: directory });
}

function withKey(value: string): Metadata {
  return Metadata().set(METADATA_KEY.AUTHORIZATION, value);
}

describe("the embedded socket", () => {
  test("only its user can open it, and nothing is left of it afterwards", async () => {
    using directory = temporaryDirectory();
    const folder = join(directory.path, "cwsandbox");
    const server = await startServer(embedded(directory.path));
    expect(server.addresses).toEqual([`unix://${folder}/server.sock`]);
    expect(lstatSync(folder).mode & 0o777).toBe(0o700);
    expect(lstatSync(join(folder, "server.sock")).mode & 0o777).toBe(0o600);
    await server.close();
    await server.closed;
    expect(readdirSync(folder)).toEqual([]);
  });

  test("a folder that cannot be trusted is refused", async () => {
    using directory = temporaryDirectory();
    const folder = join(directory.path, "cwsandbox");
    mkdirSync(folder, { mode: 0o700 });
    chmodSync(folder, 0o755);
    await expect(startServer(embedded(directory.path))).rejects.toThrow(`chmod 700 ${folder}`);

    using elsewhere = temporaryDirectory();
    symlinkSync(folder, join(elsewhere.path, "cwsandbox"));
    await expect(startServer(embedded(elsewhere.path))).rejects.toThrow(ConfigError);
  });

  test("of servers that start at once exactly one serves, and the others are told its address", async () => {
    using directory = temporaryDirectory();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, () => startServer(embedded(directory.path))),
    );
    const servers = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
    const others = outcomes.flatMap((outcome): unknown[] =>
      outcome.status === "rejected" ? [outcome.reason] : [],
    );
    expect(servers).toHaveLength(1);
    expect(others).toHaveLength(5);
    for (const error of others) {
      expect(error).toBeInstanceOf(AlreadyServingError);
      expect(error).toMatchObject({ address: servers[0]?.addresses[0] });
    }
    await servers[0]?.close();
  });

  test("the socket of a killed server is replaced", async () => {
    using directory = temporaryDirectory();
    const folder = join(directory.path, "cwsandbox");
    mkdirSync(folder, { mode: 0o700 });
    const path = join(folder, "server.sock");
    const dead = createListener();
    await new Promise<void>((resolve) => dead.listen(path, () => resolve()));
    writeFileSync(`${path}.lock`, "");
    // A killed server does not remove its socket; a closed listener would.
    const kept = `${path}.kept`;
    linkSync(path, kept);
    await new Promise<void>((resolve) => dead.close(() => resolve()));
    renameSync(kept, path);
    await expect(new Promise((_resolve, reject) => connect(path).on("error", reject))).rejects.toThrow(
      "ECONNREFUSED",
    );

    await using under = await connectTo(embedded(directory.path));
    expect((await under.extension.getCapabilities({})).processId).toBe(process.pid);
  });

  test("a server that ends while another waits is succeeded by it", async () => {
    using directory = temporaryDirectory();
    const begun = createGate();
    const slow = createGate();
    const failing = override(createFakeEngine(), {
      list: async () => {
        begun.open();
        await slow.opened;
        throw new Error("cannot start");
      },
    });
    const first = startServer(embedded(directory.path), { engine: failing });
    const firstFails = expect(first).rejects.toThrow("cannot start");
    await begun.opened;
    const second = startServer(embedded(directory.path));
    await new Promise((resolve) => setTimeout(resolve, 100));
    slow.open();
    await firstFails;
    const server: RunningServer = await second;
    expect(server.addresses).toHaveLength(1);
    await server.close();
  });
});

describe("leaving", () => {
  test("an idle server leaves; a connection or a sandbox keeps it", async () => {
    using directory = temporaryDirectory();
    const finish = new EventTarget();
    const once: FakeCommand = ({ killed }) =>
      new Promise((resolve) => {
        finish.addEventListener("now", () => resolve(0), { once: true });
        killed.addEventListener("abort", () => resolve(137), { once: true });
      });
    const engine = createFakeEngine({ commands: { once } });
    const under = await connectTo(embedded(directory.path, "--idle-exit-seconds", "1"), { engine });
    const path = join(directory.path, "cwsandbox", "server.sock");
    await runningSandbox(under, createRequest({ command: "once", args: [] }));
    under.channel.close();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(existsSync(path)).toBe(true);
    finish.dispatchEvent(new Event("now"));
    await under.server.closed;
    expect(existsSync(path)).toBe(false);
  });

  test("asked to shut down, it leaves as soon as it holds no sandbox", async () => {
    using directory = temporaryDirectory();
    await using under = await connectTo(embedded(directory.path));
    await under.extension.shutdown({});
    await under.server.closed;
  });

  test("closing ends open streams with UNAVAILABLE, and the commands behind them", async () => {
    using directory = temporaryDirectory();
    let killed = false;
    const endless: FakeCommand = (process) =>
      new Promise((resolve) => {
        process.killed.addEventListener("abort", () => {
          killed = true;
          resolve(137);
        });
      });
    const config = configOf(["--listen", `unix://${join(directory.path, "s")}`]);
    const under = await connectTo(config, { engine: createFakeEngine({ commands: { endless } }) });
    const sandboxId = await runningSandbox(under);
    const requests = (async function* () {
      const value = v1.ExecStreamInit.create({ sandboxId, command: ["endless"] });
      yield { message: { $case: "init" as const, value } };
    })();
    const ready = createGate();
    const failure = failureOf(async (options) => {
      for await (const { message } of under.sandboxes.streamExec(requests, options)) {
        if (message?.$case === "ready") ready.open();
      }
    });
    await ready.opened;
    await Promise.all([under.server.close(), under.server.close()]);
    expect((await failure).code).toBe(Status.UNAVAILABLE);
    expect(killed).toBe(true);
    under.channel.close();
  });
});

describe("keys over TCP", () => {
  const config = configOf(["--listen", "127.0.0.1:0", "--api-key", "alice-key", "--api-key", "bob-key"]);

  test("M1 no key, a wrong key and another kind of key are refused", async () => {
    await using under = await connectTo(config);
    expect(under.server.addresses[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const list = (metadata: Metadata) =>
      failureOf((options) => under.sandboxes.listSandboxes({}, { ...options, metadata }));
    for (const metadata of [
      Metadata(),
      withKey("Bearer alice-kez"),
      withKey("Bearer "),
      withKey("Basic alice-key"),
      Metadata().set(METADATA_KEY.WANDB_API_KEY, "alice-key"),
    ]) {
      expect((await list(metadata)).code).toBe(Status.UNAUTHENTICATED);
    }
    const { sandboxes } = await under.sandboxes.listSandboxes({}, { metadata: withKey("bearer alice-key") });
    expect(sandboxes).toEqual([]);
  });

  test("callers see only what their own key made", async () => {
    await using under = await connectTo(config);
    const alice = { metadata: withKey("Bearer alice-key") };
    const bob = { metadata: withKey("Bearer bob-key") };
    const { sandboxId } = await under.sandboxes.createSandbox(createRequest({}, {}, "same-id"), alice);
    const other = await under.sandboxes.createSandbox(createRequest({}, { tags: ["b"] }, "same-id"), bob);
    expect(other.sandboxId).not.toBe(sandboxId);
    for (const refused of [
      failureOf((options) => under.sandboxes.getSandbox({ sandboxId }, { ...options, ...bob })),
      failureOf((options) => under.sandboxes.deleteSandbox({ sandboxId }, { ...options, ...bob })),
      failureOf((options) => under.sandboxes.exec({ sandboxId, command: ["true"] }, { ...options, ...bob })),
      failureOf((options) => under.sandboxes.readFile({ sandboxId, path: "/x" }, { ...options, ...bob })),
    ]) {
      expect((await refused).code).toBe(Status.NOT_FOUND);
    }
    expect((await under.sandboxes.purgeSandboxes({ purgeAll: true }, bob)).purgeCount).toBe(1);
    const { sandboxes } = await under.sandboxes.listSandboxes({}, alice);
    expect(sandboxes.map((sandbox) => sandbox.sandboxId)).toEqual([sandboxId]);
  });

  test("another's lease cannot be used", async () => {
    await using under = await connectTo(config);
    const controller = new AbortController();
    const requests = (async function* () {
      yield {};
      await new Promise((resolve) => controller.signal.addEventListener("abort", resolve));
    })();
    const channel = openChannel(under.server.addresses[0] ?? "");
    const alice = createClient(ext.ExtensionServiceDefinition, channel);
    const held = alice.holdLease(requests, { metadata: withKey("Bearer alice-key") })[Symbol.asyncIterator]();
    const lease = await held.next();
    const leaseId = lease.done === true ? "" : lease.value.leaseId;
    const failure = await failureOf((options) =>
      under.extension.createSandbox(
        { request: createRequest(), options: { leaseId } },
        { ...options, metadata: withKey("Bearer bob-key") },
      ),
    );
    expect(failure.code).toBe(Status.FAILED_PRECONDITION);
    controller.abort();
    channel.close();
  });
});

describe("defects", () => {
  test("a defect of the engine is told by an id only", async () => {
    using directory = temporaryDirectory();
    const broken = override(createFakeEngine(), {
      get: () => Promise.reject(new TypeError("secret internals")),
    });
    const config = configOf(["--listen", `unix://${join(directory.path, "s")}`]);
    await using under = await connectTo(config, { engine: broken });
    const failure = await failureOf((options) => under.sandboxes.getSandbox({ sandboxId: "x" }, options));
    expect(failure.code).toBe(Status.INTERNAL);
    expect(failure.message).toMatch(/error id [0-9a-f-]{36}/);
    expect(failure.message).not.toContain("secret");
  });
});
