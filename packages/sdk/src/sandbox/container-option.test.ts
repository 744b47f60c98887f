import { describe, expect, test } from "vitest";
import { CWSandboxValidationError } from "../errors/index.js";
import { frame, startScriptedServer } from "../transport-grpc/scripted-server.test-support.js";
import { Sandbox } from "./sandbox.js";

describe("the container of an operation", () => {
  test("is sent with commands, terminals, files and logs; blank is the primary one", async () => {
    const seen: [string, string][] = [];
    await using server = await startScriptedServer();
    server.on.streamExec = async function* (requests) {
      for await (const { message } of requests) {
        if (message?.$case === "init") seen.push(["exec", message.value.container]);
        if (message?.$case === "init") break;
      }
      yield frame.ready();
      yield frame.exit(0);
    };
    server.on.readFile = async ({ container }) => {
      seen.push(["read", container]);
      return {};
    };
    server.on.writeFile = async ({ container }) => {
      seen.push(["write", container]);
      return {};
    };
    server.on.streamLogs = async function* ({ container }) {
      seen.push(["logs", container]);
      yield { data: Buffer.from("line\n") };
    };
    const sandbox = new Sandbox({ baseUrl: server.url });
    await sandbox.exec(["true"], { container: "helper" });
    await sandbox.shell(["sh"], { container: "helper" });
    await sandbox.readFile("/f", { container: "helper" });
    await sandbox.writeFile("/f", new Uint8Array(), { container: "helper" });
    for await (const _line of sandbox.streamLogs({ container: "helper" }));
    await sandbox.exec(["true"], { container: " " });
    expect(seen).toEqual([
      ["exec", "helper"],
      ["exec", "helper"],
      ["read", "helper"],
      ["write", "helper"],
      ["logs", "helper"],
      ["exec", ""],
    ]);
  });

  test("a name that is no text, and unknown options, are refused before any call", async () => {
    await using server = await startScriptedServer();
    const sandbox = new Sandbox({ baseUrl: server.url });
    const wrong = (options: object): readonly (() => unknown)[] => [
      () => sandbox.exec(["true"], options),
      () => sandbox.shell(["sh"], options),
      () => sandbox.readFile("/f", options),
      () => sandbox.writeFile("/f", new Uint8Array(), options),
      () => sandbox.streamLogs(options),
    ];
    for (const call of wrong({ container: 7 })) expect(call).toThrow(/container must be the name/);
    for (const call of wrong({ contaner: "x" })) expect(call).toThrow(/Did you mean "container"/);
    for (const call of wrong({ timeout_seconds: 1 })) expect(call).toThrow(CWSandboxValidationError);
    expect(server.calls).toEqual([]);
  });
});
