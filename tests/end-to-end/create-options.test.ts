import { CWSandboxValidationError, RunnerNotFoundError, Sandbox, Session } from "cwsandbox";
import { describe, expect, test } from "vitest";

import { startProgram } from "../support/program.js";
import { uniqueTag, useTestServer } from "../support/suite.js";

useTestServer();

describe("what a create is told is what the sandbox has", () => {
  test.each([
    ["a lifetime only", { maxLifetimeSeconds: 600 }],
    ["tags only", { tags: ["u2-tag"] }],
    ["nothing at all", {}],
  ])("U2 %s", async (_name, options) => {
    await using sandbox = await Sandbox.run(options);
    await sandbox.wait();
    expect(sandbox.status).toBe("running");
    expect((await sandbox.exec(["echo", "up"])).stdout).toBe("up\n");
  });

  test("U2 a command only", async () => {
    await using sandbox = await Sandbox.run("sleep", "60");
    await sandbox.wait();
    expect(sandbox.status).toBe("running");
    await sandbox.stop({ gracefulShutdownSeconds: 0 });
  });

  test("U15, F16 empty selector lists restrict nothing, in a create and in a list", async () => {
    const tag = uniqueTag("u15");
    await using session = new Session({ tags: [tag], runnerIds: ["nowhere"] });
    const lists = { profileIds: [], profileNames: [], runnerIds: [] };
    const sandbox = session.sandbox(lists);
    await sandbox.wait();
    const found = await Sandbox.list({ ...lists, tags: [tag] });
    expect(found.map(({ sandboxId }) => sandboxId)).toEqual([sandbox.sandboxId]);
  });

  test("F16, J11 runner ids of the defaults count, and name what is missing", async () => {
    await using session = new Session({ runnerIds: ["nowhere"] });
    const error: unknown = await session
      .sandbox()
      .start()
      .then(null, (thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RunnerNotFoundError);
    expect(String(error)).toContain("nowhere");
  });

  test("J11 the server's own runner can be named, and modes are accepted", async () => {
    await using probe = await Sandbox.run();
    await probe.wait();
    const runnerId = probe.runnerId ?? "";
    await using pinned = await Sandbox.run({ runnerIds: [runnerId] });
    await pinned.wait();
    expect(pinned.runnerId).toBe(runnerId);
    await using serverless = await Sandbox.run({ placementMode: "serverless" });
    await serverless.wait();
    expect(serverless.status).toBe("running");
  });

  test("J11 a create that no machine suits is tried in the other pool too, and says so", async () => {
    const options = { runtimeClass: "gvisor", placementSpillover: "cks_then_serverless" } as const;
    const error: unknown = await Sandbox.run(options).then(null, (thrown: unknown) => thrown);
    const reason = "CWSANDBOX_NO_SUITABLE_RUNNER";
    expect(error).toMatchObject({ reason, cause: { reason } });
  });

  test.each([
    ["J1 flat", { cpu: "1", memory: "256Mi" }, { cpu: "1", memory: "256Mi" }, { cpu: "1", memory: "256Mi" }],
    [
      "J2 burstable",
      { requests: { cpu: "100m", memory: "64Mi" }, limits: { cpu: "1", memory: "0.25Gi" } },
      { cpu: "100m", memory: "64Mi" },
      { cpu: "1", memory: "0.25Gi" },
    ],
    ["J3 one side", { limits: { memory: "256Mi" } }, { memory: "256Mi" }, { memory: "256Mi" }],
  ])("%s resources are echoed as they were written", async (_name, resources, requests, limits) => {
    await using sandbox = await Sandbox.run({ resources });
    await sandbox.wait();
    expect(sandbox.resourceRequests).toEqual(requests);
    expect(sandbox.resourceLimits).toEqual(limits);
    const attached = await Sandbox.fromId(sandbox.sandboxId ?? "");
    expect(attached.resourceLimits).toEqual(limits);
  });

  test("the working directory is that of the main process and of commands", async () => {
    await using sandbox = await Sandbox.run("sh", "-c", "pwd; sleep 60", { workingDir: "/usr" });
    expect((await sandbox.exec(["pwd"])).stdout).toBe("/usr\n");
    for await (const line of sandbox.streamLogs({ follow: true })) {
      expect(line).toBe("/usr\n");
      break;
    }
    await sandbox.stop({ gracefulShutdownSeconds: 0 });
  });

  test("one described container is the sandbox", async () => {
    await using sandbox = await Sandbox.run({
      containers: [
        {
          name: "worker",
          image: "builtin",
          command: "sleep",
          args: ["60"],
          environmentVariables: { COLOUR: "blue" },
          mountedFiles: { "/etc/greeting": "hello" },
          workingDir: "/tmp",
        },
      ],
    });
    const command = ["sh", "-c", "echo $COLOUR; cat /etc/greeting; echo; pwd"];
    expect((await sandbox.exec(command, { container: "worker" })).stdout).toBe("blue\nhello\n/tmp\n");
    expect(sandbox.containers).toMatchObject([{ name: "worker", image: "builtin", primary: true }]);
    expect(sandbox.containerStatuses).toMatchObject([{ name: "worker", state: "running", exitCode: null }]);
    await sandbox.stop({ gracefulShutdownSeconds: 0 });
  });

  test("the server says what it made: tags, time, image, runtime class", async () => {
    const before = Date.now() - 60_000;
    await using sandbox = await Sandbox.run({ tags: ["a", "b"], network: { egressMode: "blocked" } });
    await sandbox.wait();
    expect(sandbox.tags).toEqual(["a", "b"]);
    expect(sandbox.createdAt?.getTime()).toBeGreaterThan(before);
    expect(sandbox.containers).toMatchObject([{ name: "main", image: "builtin", primary: true }]);
    expect(sandbox.effectiveRuntimeClass).toBe("<node-default>");
    expect(sandbox.appliedEgressMode).toBe("blocked");
    expect([sandbox.serviceUrls, sandbox.effectiveEgress, sandbox.attachedVolumeIds]).toEqual([[], [], []]);
  });
});

describe("the container of an operation", () => {
  test("is the primary one by its name; an unknown name is refused by name", async () => {
    await using sandbox = await Sandbox.run();
    await sandbox.writeFile("/tmp/f", Buffer.from("x"), { container: "main" });
    expect(Buffer.from(await sandbox.readFile("/tmp/f", { container: "main" })).toString()).toBe("x");
    const calls: readonly (() => PromiseLike<unknown>)[] = [
      () => sandbox.exec(["true"], { container: "other" }),
      () => sandbox.shell(["sh"], { container: "other" }),
      () => sandbox.readFile("/tmp/f", { container: "other" }),
      () => sandbox.writeFile("/tmp/f", Buffer.from("y"), { container: "other" }),
      () => sandbox.streamLogs({ container: "other" })[Symbol.asyncIterator]().next(),
    ];
    for (const call of calls) {
      const error: unknown = await call().then(null, (thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(CWSandboxValidationError);
      expect(String(error)).toMatch(/no container "other".*only "main"/);
    }
    expect(Buffer.from(await sandbox.readFile("/tmp/f")).toString()).toBe("x");
  });
});

describe("what this server cannot do is refused by name, and leaves nothing behind", () => {
  const services = [{ port: 80, visibility: "public" }] as const;
  const endpoint = { kind: "https", auth: "open" } as const;
  test.each([
    ["J5 graphics processors", { resources: { gpu: 1 } }, "gpu"],
    ["a way out", { network: { egress: [{ dnsName: "example.com" }] } }, "network.egress"],
    ["a way out by mode", { network: { egressMode: "internet" } }, "egress"],
    ["a way in", { network: { ingress: [{ any: true as const }] } }, "network.ingress"],
    ["a way in by mode", { network: { ingressMode: "public", exposedPorts: [80] } }, "visibility"],
    ["a public service", { services }, "services[0].visibility"],
    ["an address", { services: [{ port: 80, visibility: "public" as const, endpoint }] }, "services[0]"],
    ["a runtime class", { runtimeClass: "gvisor" }, "runtime_class"],
    ["a user id", { securityContext: { runAsUser: 1000 } }, "security_context.run_as_user"],
    ["privileges", { securityContext: { privileged: true } }, "security_context.privileged"],
    ["buckets", { objectStorageAccess: { buckets: ["b"] } }, "object_storage_access"],
    [
      "credentials",
      { imagePullCredentials: { registry: "r", store: "s", name: "n" } },
      "image_pull_credentials",
    ],
    ["secrets", { secrets: [{ store: "vault", name: "TOKEN" }] }, "secret_stores"],
    ["a bucket as directory", { s3Mount: { bucket: "b", directory: "", mountPath: "/b" } }, "s3_mount"],
    [
      "mounts",
      { containers: [{ image: "builtin", volumeMounts: [{ volume: "v", mountPath: "/v" }] }] },
      "volume_mounts",
    ],
    [
      "several containers",
      {
        containers: [
          { name: "a", image: "builtin", resources: { cpu: "100m" }, primary: true },
          { name: "b", image: "builtin", resources: { cpu: "100m" } },
        ],
      },
      "containers",
    ],
  ])("%s", async (_name, options, field) => {
    const tag = uniqueTag("refused");
    const error: unknown = await Sandbox.run({ ...options, tags: [tag] }).then(
      null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toContain(field);
    expect(await Sandbox.list({ tags: [tag], showTerminated: true })).toEqual([]);
  });

  test("what every sandbox has anyway is accepted", async () => {
    await using sandbox = await Sandbox.run({
      network: { denyEgress: true, denyIngress: true },
      services: [{ port: 80, name: "inside", protocol: "tcp" }],
      securityContext: { allowPrivilegeEscalation: false, seccompProfile: "RuntimeDefault" },
      dataPlaneMode: "gateway",
    });
    await sandbox.wait();
    expect([sandbox.status, sandbox.exposedPorts]).toEqual(["running", null]);
  });
});

test("U17 after a deletion by id the object's stop resolves, twice", async () => {
  const sandbox = await Sandbox.run();
  await sandbox.wait();
  await Sandbox.delete(sandbox.sandboxId ?? "");
  await sandbox.stop({ missingOk: true });
  await sandbox.stop({ missingOk: true });
  expect(["terminated", "completed"]).toContain(sandbox.status);
});

test("B20 a forgotten sandbox is warned about and goes on", async () => {
  const tag = uniqueTag("b20");
  const program = await startProgram(
    `
    import { setTimeout as sleep } from "node:timers/promises";
    import { setFlagsFromString } from "node:v8";
    import { runInNewContext } from "node:vm";
    import { Sandbox } from "cwsandbox";
    setFlagsFromString("--expose-gc");
    const collectGarbage = runInNewContext("gc");
    const warned = new Promise((resolve) => process.on("warning", resolve));
    const forget = async () => {
      const sandbox = await Sandbox.run({ tags: [${JSON.stringify(tag)}] });
      await sandbox.wait();
    };
    await forget();
    let isWarned = false;
    void warned.then((warning) => {
      isWarned = true;
      console.log(warning.name + ": " + warning.message);
    });
    while (!isWarned) {
      collectGarbage();
      await sleep(10);
    }
  `,
  );
  const { stdout, exitCode } = await program.ended;
  const [sandbox] = await Sandbox.list({ tags: [tag] });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^ResourceWarning: Sandbox '.*' was forgotten while it was running/);
  expect(stdout).toContain(sandbox?.sandboxId ?? "no such sandbox");
  expect((await sandbox?.exec(["echo", "alive"]))?.stdout).toBe("alive\n");
  await sandbox?.stop({ gracefulShutdownSeconds: 0 });
});
