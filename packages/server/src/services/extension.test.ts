import { createFakeEngine } from "@cwsandbox/engine/fake";
import { health, REASON, v1, ext } from "@cwsandbox/wire";
import { createClient, Status } from "nice-grpc";
import { describe, expect, test } from "vitest";
import { join } from "node:path";
import {
  configOf,
  connectTo,
  createGate,
  createRequest,
  failureOf,
  layCable,
  openChannel,
  override,
  runningSandbox,
  startUnderTest,
  temporaryDirectory,
  untilState,
  type ServerUnderTest,
} from "../testing/index.js";

/** Takes a lease and keeps it until `end`. */
interface Lease {
  readonly leaseId: string;
  /** Resolves when the server has ended it. */
  end(): Promise<void>;
}

async function hold(client: ext.ExtensionServiceClient): Promise<Lease> {
  const controller = new AbortController();
  const requests = (async function* (): AsyncGenerator<ext.HoldLeaseRequest, void, undefined> {
    yield {};
    await new Promise((resolve) => controller.signal.addEventListener("abort", resolve, { once: true }));
  })();
  const answers = client.holdLease(requests)[Symbol.asyncIterator]();
  const first = await answers.next();
  if (first.done === true) throw new Error("no lease");
  const ended = answers.next().then(
    () => undefined,
    () => undefined,
  );
  const end = (): Promise<void> => {
    controller.abort();
    return ended;
  };
  return { leaseId: first.value.leaseId, end };
}

async function* archive(...chunks: Uint8Array[]): AsyncGenerator<ext.ImportImageRequest> {
  yield { message: { $case: "header", value: { reference: "mine:1", format: 0 } } };
  for (const value of chunks) yield { message: { $case: "chunk", value } };
}

async function createUnder(under: ServerUnderTest, leaseId: string): Promise<string> {
  const { sandbox } = await under.extension.createSandbox({
    request: createRequest(),
    options: { leaseId },
  });
  const sandboxId = sandbox?.sandboxId ?? "";
  await untilState(under, sandboxId, v1.State.STATE_RUNNING);
  return sandboxId;
}

describe("capabilities", () => {
  test("say what there is", async () => {
    await using under = await startUnderTest({ unenforcedLimits: ["disk"] }, ["--default-image", "mine:1"]);
    const capabilities = await under.extension.getCapabilities({});
    expect(capabilities).toEqual({
      serverVersion: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      defaultImage: "mine:1",
      features: ["lease", "watch", "images", "profiles", "create-options", "calls", "python-calls"],
      unenforcedLimits: ["disk"],
      processId: 0,
    });
  });

  test("limits that cannot be enforced are refused by their field", async () => {
    await using under = await startUnderTest({ unenforcedLimits: ["memory"] });
    const resources = v1.Resources.create({ memory: "64Mi" });
    const failure = await failureOf((options) =>
      under.sandboxes.createSandbox(createRequest({ resources }), options),
    );
    expect(failure.code).toBe(Status.FAILED_PRECONDITION);
    expect(failure.fields[0]).toContain("memory");
  });
});

describe("create with options", () => {
  test("options that are not offered are refused by name", async () => {
    await using under = await startUnderTest();
    const options = {
      s3Mount: { bucket: "b" },
      ingressMode: "public",
      egressMode: "internet",
      maxTimeoutSeconds: -1,
    };
    const failure = await failureOf((call) =>
      under.extension.createSandbox({ request: createRequest(), options }, call),
    );
    expect(failure.fields).toEqual([
      "options.s3_mount",
      "options.ingress_mode",
      "options.egress_mode",
      "options.max_timeout_seconds",
    ]);
  });

  test("without options it is the ordinary create, by request id too", async () => {
    await using under = await startUnderTest();
    const request = createRequest({}, {}, "same");
    const one = await under.extension.createSandbox({ request });
    const two = await under.sandboxes.createSandbox(request);
    expect(two.sandboxId).toBe(one.sandbox?.sandboxId);
  });
});

describe("leases", () => {
  test("a sandbox under a lease ends when the client ends the stream", async () => {
    await using under = await startUnderTest();
    const lease = await hold(under.extension);
    const sandboxId = await createUnder(under, lease.leaseId);
    await lease.end();
    const ended = await untilState(under, sandboxId, v1.State.STATE_TERMINATED);
    expect(ended.status?.endTime).toBeInstanceOf(Date);
  });

  test("a sandbox under a lease ends when the client is gone; others live on", async () => {
    await using under = await startUnderTest();
    using cable = await layCable(under.server.addresses[0] ?? "");
    const channel = openChannel(cable.address);
    const lease = await hold(createClient(ext.ExtensionServiceDefinition, channel));
    const leased = await createUnder(under, lease.leaseId);
    const free = await runningSandbox(under);
    cable.cut();
    await untilState(under, leased, v1.State.STATE_TERMINATED);
    expect((await under.sandboxes.getSandbox({ sandboxId: free })).status?.state).toBe(
      v1.State.STATE_RUNNING,
    );
    channel.close();
    await lease.end();
  });

  test("an unknown lease is refused, and one that ends during a create undoes it", async () => {
    const gate = createGate();
    const creating = createGate();
    await using under = await startUnderTest({
      onStep: async (step) => {
        if (step !== "create") return;
        creating.open();
        await gate.opened;
      },
    });
    const unknown = await failureOf((options) =>
      under.extension.createSandbox({ request: createRequest(), options: { leaseId: "nope" } }, options),
    );
    expect(unknown.code).toBe(Status.FAILED_PRECONDITION);
    expect(unknown.message).toContain("nope");

    const lease = await hold(under.extension);
    const create = failureOf((options) =>
      under.extension.createSandbox(
        { request: createRequest(), options: { leaseId: lease.leaseId } },
        options,
      ),
    );
    await creating.opened;
    await lease.end();
    gate.open();
    expect((await create).errorInfo?.reason).toBe(REASON.INVALID_REQUEST);
    const { sandboxes } = await under.sandboxes.listSandboxes({ state: v1.State.STATE_RUNNING });
    expect(sandboxes).toEqual([]);
  });

  test("after a restart request ids are known and orphans of leases are ended", async () => {
    using directory = temporaryDirectory();
    const config = configOf(["--listen", `unix://${join(directory.path, "s.sock")}`]);
    const engine = createFakeEngine();
    // The engine outlives the first server, as records on disk do.
    const undying = override(engine, { [Symbol.asyncDispose]: () => Promise.resolve() });
    const request = createRequest({}, {}, "kept");
    let sandboxId = "";
    {
      await using first = await connectTo(config, { engine: undying });
      ({ sandboxId } = await first.sandboxes.createSandbox(request));
      await engine.create({
        ...(await engine.get(sandboxId)).spec,
        attachments: { owner: "local", "lease-id": "dead" },
      });
    }
    await using second = await connectTo(config, { engine });
    expect((await second.sandboxes.createSandbox(request)).sandboxId).toBe(sandboxId);
    const { sandboxes } = await second.sandboxes.listSandboxes({});
    const others = sandboxes.filter((sandbox) => sandbox.sandboxId !== sandboxId);
    expect(others.map(({ status }) => status?.state)).not.toContain(v1.State.STATE_RUNNING);
  });
});

describe("watch, images, health, shutdown", () => {
  test("watching tells each state and ends with the last", async () => {
    await using under = await startUnderTest();
    const { sandboxId } = await under.sandboxes.createSandbox(createRequest({ command: "true", args: [] }));
    const states: (v1.State | undefined)[] = [];
    for await (const { sandbox, profileName } of under.extension.watchSandbox({ sandboxId })) {
      states.push(sandbox?.status?.state);
      expect(profileName).toBe("default");
    }
    expect(states.at(-1)).toBe(v1.State.STATE_COMPLETED);
    const unknown = await failureOf(async (options) => {
      for await (const sandbox of under.extension.watchSandbox({ sandboxId: "nope" }, options)) void sandbox;
    });
    expect(unknown.code).toBe(Status.NOT_FOUND);
  });

  test("images: import, list, remove, and a broken stream leaves nothing", async () => {
    await using under = await startUnderTest();
    const imported = await under.images.importImage(archive(Buffer.from("abc")));
    expect(imported.reference).toBe("mine:1");
    const { images } = await under.images.listImages({});
    expect(images.map(({ reference }) => reference)).toEqual(["builtin", "mine:1"]);
    await under.images.removeImage({ reference: "mine:1" });
    const gone = await failureOf((options) => under.images.removeImage({ reference: "mine:1" }, options));
    expect(gone.code).toBe(Status.NOT_FOUND);

    const controller = new AbortController();
    const broken = async function* (): AsyncGenerator<ext.ImportImageRequest> {
      yield* archive(Buffer.from("abc"));
      controller.abort();
    };
    await expect(under.images.importImage(broken(), { signal: controller.signal })).rejects.toThrow();
    expect((await under.images.listImages({})).images.map(({ reference }) => reference)).toEqual(["builtin"]);
    const headless = await failureOf((options) =>
      under.images.importImage((async function* () {})(), options),
    );
    expect(headless.fields).toEqual(["header"]);
  });

  test("health needs no key and knows its services", async () => {
    await using under = await startUnderTest();
    const client = createClient(health.HealthDefinition, under.channel);
    const { SERVING } = health.HealthCheckResponse_ServingStatus;
    expect((await client.check({})).status).toBe(SERVING);
    expect((await client.check({ service: "coreweave.sandbox.v1.SandboxService" })).status).toBe(SERVING);
    expect((await failureOf((options) => client.check({ service: "x" }, options))).code).toBe(
      Status.NOT_FOUND,
    );
  });

  test("shutdown is for embedded servers only", async () => {
    await using under = await startUnderTest();
    const failure = await failureOf((options) => under.extension.shutdown({}, options));
    expect(failure.code).toBe(Status.FAILED_PRECONDITION);
  });
});
