import { describe, expect, test } from "vitest";
import { SandboxDefaults } from "../config/index.js";
import { CWSandboxValidationError } from "../errors/index.js";
import { Session } from "../session/index.js";
import { type ScriptedServer, startScriptedServer } from "../transport-grpc/scripted-server.test-support.js";
import { Sandbox } from "./sandbox.js";

/** What an action refuses: the field of the error it throws, or rejects with. */
async function refusedField(action: () => unknown): Promise<string | null> {
  try {
    await action();
  } catch (error) {
    if (error instanceof CWSandboxValidationError) return error.field;
    throw error;
  }
  return "accepted";
}

/** Options of a create that can never work, and the field that is named. */
const WRONG_CREATES: readonly (readonly [name: string, options: object, field: string])[] = [
  ["an unknown option", { containerImag: "x" }, "containerImag"],
  ["J7 a network that is no object", { network: "public" }, "network"],
  ["J7 an unknown network option", { network: { mode: "public" } }, "mode"],
  [
    "J10 denied and allowed",
    { network: { denyEgress: true, egress: [{ any: true }] } },
    "network.denyEgress",
  ],
  ["J10 every name", { network: { egress: [{ dnsName: "*" }] } }, "network.egress[0].dnsName"],
  ["J4 resources without anything", { resources: {} }, "resources"],
  [
    "J4 a request above its limit",
    { resources: { requests: { cpu: "2" }, limits: { cpu: "1" } } },
    "resources.requests.cpu",
  ],
  [
    "F6 conflicting secrets",
    {
      secrets: [
        { store: "a", name: "T" },
        { store: "b", name: "T" },
      ],
    },
    "secrets",
  ],
  ["J11 serverless with runner ids", { placementMode: "serverless", runnerIds: ["r"] }, "placementMode"],
  ["a negative poll budget", { pollRetryBudgetSeconds: -1 }, "pollRetryBudgetSeconds"],
  ["no time for a poll", { pollRpcTimeoutSeconds: 0 }, "pollRpcTimeoutSeconds"],
  ["an endless poll", { pollRpcTimeoutSeconds: Number.POSITIVE_INFINITY }, "pollRpcTimeoutSeconds"],
  ["no number of seconds", { pollRetryBudgetSeconds: Number.NaN }, "pollRetryBudgetSeconds"],
  ["tags as text", { tags: "a" }, "tags"],
  ["tags that are no texts", { tags: ["a", 1] }, "tags[1]"],
  ["F16 selectors as text", { runnerIds: "r" }, "runnerIds"],
  ["F16 profile ids as text", { profileIds: "p" }, "profileIds"],
  ["F16 profile names as text", { profileNames: "p" }, "profileNames"],
  ["annotations that are no texts", { annotations: { a: 1 } }, "annotations.a"],
  ["variables that no process can have", { environmentVariables: { "A=B": "1" } }, "environmentVariables"],
  ["a file on no path", { mountedFiles: { relative: "x" } }, 'mountedFiles["relative"].mountPath'],
  ["an unknown protocol", { ports: [{ containerPort: 1, protocol: "icmp" }] }, "ports[0].protocol"],
  ["part of a second", { maxTimeoutSeconds: 1.5 }, "maxTimeoutSeconds"],
  ["volumes", { volumes: [{ name: "v" }] }, "volumes"],
  ["a snapshot", { fileSystemSnapshot: { mountPath: "/w" } }, "fileSystemSnapshot"],
  ["a template", { templateId: "t" }, "templateId"],
  ["a direct connection", { dataPlaneMode: "direct" }, "dataPlaneMode"],
];

/** Options of a create that only some entry points have. */
const NOT_FOR_SESSIONS: ReadonlySet<string> = new Set(["pollRetryBudgetSeconds", "pollRpcTimeoutSeconds"]);

describe("a create that can never work is refused before anything is sent", () => {
  test.each(WRONG_CREATES)("%s", async (_name, options, field) => {
    await using server = await startScriptedServer();
    const given = { ...options, baseUrl: server.url };
    const defaults = new SandboxDefaults({ baseUrl: server.url });
    expect(await refusedField(() => new Sandbox(given))).toBe(field);
    expect(await refusedField(() => Sandbox.run("true", { ...options, defaults }))).toBe(field);
    if (!NOT_FOR_SESSIONS.has(field)) {
      await using session = new Session(defaults);
      expect(await refusedField(() => session.sandbox(options))).toBe(field);
      expect(session.sandboxCount).toBe(0);
    }
    expect(server.calls).toEqual([]);
  });
});

describe("calls that can never work are refused before anything is sent", () => {
  const cases: readonly (readonly [string, (server: ScriptedServer) => unknown, string])[] = [
    ["G2 an unknown status", ({ url }) => Sandbox.list({ baseUrl: url, status: "gone" }), "status"],
    ["tags as text", ({ url }) => Sandbox.list(odd({ baseUrl: url }, { tags: "a" })), "tags"],
    [
      "a filter by volumes",
      ({ url }) => Sandbox.list(odd({ baseUrl: url }, { volumeIds: ["v"] })),
      "volumeIds",
    ],
    [
      "a poll budget",
      ({ url }) => Sandbox.list({ baseUrl: url, pollRetryBudgetSeconds: -1 }),
      "pollRetryBudgetSeconds",
    ],
    [
      "a poll limit",
      ({ url }) => Sandbox.fromId("a", { baseUrl: url, pollRpcTimeoutSeconds: 0 }),
      "pollRpcTimeoutSeconds",
    ],
    ["an empty id", ({ url }) => Sandbox.fromId("", { baseUrl: url }), "sandboxId"],
    ["a deletion without id", ({ url }) => Sandbox.delete("", { baseUrl: url }), "sandboxId"],
    [
      "a deletion with poll options",
      ({ url }) => Sandbox.delete("a", odd({ baseUrl: url }, { pollRpcTimeoutSeconds: 1 })),
      "pollRpcTimeoutSeconds",
    ],
    [
      "a direct connection",
      ({ url }) => Sandbox.fromId("a", odd({ baseUrl: url }, { dataPlaneMode: "direct" })),
      "dataPlaneMode",
    ],
    ["a template", () => Sandbox.runFromTemplate("t"), "runFromTemplate"],
    ["a compose file", () => Sandbox.runFromFile("services: {}"), "runFromFile"],
    ["an empty command", (server) => sandboxOn(server).exec([]), "command"],
    ["A9 a relative directory", (server) => sandboxOn(server).exec(["ls"], { cwd: "tmp" }), "cwd"],
    ["a terminal without command", (server) => sandboxOn(server).shell([]), "command"],
    [
      "a snapshot at the end",
      (server) => sandboxOn(server).stop(odd({ snapshotOnStop: true })),
      "snapshotOnStop",
    ],
    [
      "a grace period",
      (server) => sandboxOn(server).stop({ gracefulShutdownSeconds: -1 }),
      "gracefulShutdownSeconds",
    ],
    ["an option of stop", (server) => sandboxOn(server).stop(odd({ grace: 1 })), "grace"],
    ["an option of start", (server) => sandboxOn(server).start(odd({ timeout: 1 })), "timeout"],
    ["an option of wait", (server) => sandboxOn(server).wait(1, odd({ sig: 1 })), "sig"],
  ];

  test.each(cases)("%s", async (_name, call, field) => {
    await using server = await startScriptedServer();
    expect(await refusedField(() => call(server))).toBe(field);
    expect(server.calls).toEqual([]);
  });

  test("Sandbox.run takes words and then options, nothing else", async () => {
    for (const given of [["ls", 5], [["ls"]], [{}, "ls"], ["ls", {}, {}]]) {
      expect(await refusedField(() => Reflect.apply(Reflect.get(Sandbox, "run"), Sandbox, given))).toBe(
        "command",
      );
    }
  });
});

function sandboxOn(server: ScriptedServer): Sandbox {
  return new Sandbox({ baseUrl: server.url });
}

/** Options as somebody without types may write them. */
function odd(...parts: readonly object[]): object {
  return Object.assign({}, ...parts);
}
