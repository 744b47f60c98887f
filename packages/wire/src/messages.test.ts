import { BinaryReader, BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { describe, expect, test } from "vitest";
import { CHANNEL_OPTIONS, REASON, v1 } from "./index.js";

function fieldNumbers(bytes: Uint8Array): number[] {
  const reader = new BinaryReader(bytes);
  const numbers: number[] = [];
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    numbers.push(number);
    reader.skip(wireType);
  }
  return numbers;
}

describe("generated messages", () => {
  test("a create survives the wire, the fields only old clients send included", () => {
    const request = v1.CreateSandboxRequest.create({
      requestId: "8d6f",
      sandbox: {
        spec: {
          containers: [
            {
              name: "main",
              image: "builtin",
              command: "/bin/sh",
              args: ["-c", "sleep 1"],
              environmentVariables: { LANG: "C.UTF-8", EMPTY: "" },
              files: [{ path: "/etc/motd", content: Uint8Array.of(0, 1, 255) }],
              resources: { gpu: { count: 2n, selector: { $case: "type", value: "H100" } } },
              primary: true,
            },
          ],
          primaryContainer: "main",
          initContainers: [{ name: "first", image: "builtin" }],
          tags: ["a", "b"],
          maxLifetimeSeconds: 90,
        },
      },
    });
    const decoded = v1.CreateSandboxRequest.decode(v1.CreateSandboxRequest.encode(request).finish());
    expect(decoded).toEqual(request);
    expect(decoded.sandbox?.spec?.primaryContainer).toBe("main");
    expect(decoded.sandbox?.spec?.initContainers.map((container) => container.name)).toEqual(["first"]);
  });

  test("the deprecated fields of both specs keep the numbers 2 and 12", () => {
    const fields = { primaryContainer: "main", initContainers: [{ name: "first" }] };
    const spec = v1.SandboxSpec.encode(v1.SandboxSpec.create(fields)).finish();
    const partial = v1.PartialSandboxSpec.encode(v1.PartialSandboxSpec.create(fields)).finish();
    expect(fieldNumbers(spec)).toEqual([2, 12]);
    expect(fieldNumbers(partial)).toEqual([2, 12]);
  });

  test("an enum number of a newer release survives decoding and encoding", () => {
    const newer = new BinaryWriter().tag(1, WireType.Varint).int32(77).finish();
    const status = v1.SandboxStatus.decode(newer);
    expect(status.state).toBe(77);
    expect(v1.SandboxStatus.encode(status).finish()).toEqual(newer);
  });

  test("an exit code of 0 differs from an absent one", () => {
    const zero = v1.SandboxStatus.encode(v1.SandboxStatus.create({ exitCode: 0 })).finish();
    expect(v1.SandboxStatus.decode(zero).exitCode).toBe(0);
    expect(v1.SandboxStatus.decode(new Uint8Array()).exitCode).toBeUndefined();
  });

  test("received bytes are a view of the message, not a copy", () => {
    const content = new Uint8Array(1000).fill(7);
    const message = v1.ReadFileResponse.encode({ content }).finish();
    const decoded = v1.ReadFileResponse.decode(message);
    expect(decoded.content).toEqual(content);
    expect(decoded.content.buffer).toBe(message.buffer);
  });

  test("an offset beyond 2^53 and an empty stdin frame survive", () => {
    const entry = v1.LogEntry.create({ nextLogOffset: 2n ** 60n + 1n });
    expect(v1.LogEntry.decode(v1.LogEntry.encode(entry).finish()).nextLogOffset).toBe(2n ** 60n + 1n);
    const frame = v1.ExecStreamRequest.create({ message: { $case: "stdin", value: new Uint8Array() } });
    expect(v1.ExecStreamRequest.decode(v1.ExecStreamRequest.encode(frame).finish()).message?.$case).toBe(
      "stdin",
    );
  });

  test("methods have the documented paths and kinds", () => {
    expect(v1.SandboxServiceDefinition.fullName).toBe("coreweave.sandbox.v1.SandboxService");
    const { exec, streamExec, streamLogs } = v1.SandboxServiceDefinition.methods;
    expect([exec, streamExec, streamLogs].map((m) => [m.name, m.requestStream, m.responseStream])).toEqual([
      ["Exec", false, false],
      ["StreamExec", true, true],
      ["StreamLogs", false, true],
    ]);
  });
});

describe("vocabulary", () => {
  test("every reason is its key with the common prefix", () => {
    for (const [key, reason] of Object.entries(REASON)) expect(reason).toBe(`CWSANDBOX_${key}`);
  });

  test("messages of 100 MiB pass in both directions", () => {
    expect(CHANNEL_OPTIONS["grpc.max_receive_message_length"]).toBe(104_857_600);
    expect(CHANNEL_OPTIONS["grpc.max_send_message_length"]).toBe(104_857_600);
  });
});
