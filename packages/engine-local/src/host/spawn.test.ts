import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import type { HostProcess } from "./host-process.js";
import { sendSignal } from "./proc.js";
import { runOrFail } from "./run.js";
import { spawnProcess } from "./spawn-process.js";
import { waitForWriters } from "./wait-for-writers.js";

async function textOf(host: HostProcess): Promise<Record<string, string>> {
  const chunks: Record<string, Buffer[]> = { stdout: [], stderr: [] };
  for await (const { stream, data } of host.output) chunks[stream]?.push(Buffer.from(data));
  return Object.fromEntries(
    Object.entries(chunks).map(([name, parts]) => [name, Buffer.concat(parts).toString()]),
  );
}

describe("spawnProcess", () => {
  test("keeps the streams apart", async () => {
    const host = await spawnProcess({
      command: ["/bin/sh", "-c", "echo out; echo err >&2; exit 4"],
      stdin: false,
    });
    expect(await textOf(host)).toEqual({ stdout: "out\n", stderr: "err\n" });
    expect(await host.exitCode).toBe(4);
  });

  test("a program opens its output by name", async () => {
    const script = "echo out > /dev/stdout; echo err > /dev/stderr";
    const host = await spawnProcess({ command: ["/bin/sh", "-c", script], stdin: false });
    expect(await textOf(host)).toEqual({ stdout: "out\n", stderr: "err\n" });
    expect(await host.exitCode).toBe(0);
  });

  test("a program that prints nothing ends at once", async () => {
    const hosts = await Promise.all(
      Array.from({ length: 20 }, () => spawnProcess({ command: ["/bin/true"], stdin: true })),
    );
    for (const host of hosts) expect(await textOf(host)).toEqual({ stdout: "", stderr: "" });
  });

  test("unread output stops the program, and memory stays bounded", async () => {
    const total = 20_000_000;
    const host = await spawnProcess({
      command: ["/bin/sh", "-c", `head -c ${total} /dev/zero`],
      stdin: false,
    });
    let seen = 0;
    let slow = 3;
    for await (const { data } of host.output) {
      seen += data.length;
      if (slow > 0) {
        slow -= 1;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
    expect(seen).toBe(total);
    expect(await host.exitCode).toBe(0);
  });

  test("input of any size arrives whole", async () => {
    const host = await spawnProcess({ command: ["/usr/bin/env", "wc", "-c"], stdin: true });
    const output = textOf(host);
    for (let i = 0; i < 20; i += 1) await host.writeStdin(Buffer.alloc(100_000));
    host.closeStdin();
    expect((await output)["stdout"]?.trim()).toBe("2000000");
  });

  test("input for a program that has ended is dropped", async () => {
    const host = await spawnProcess({ command: ["/bin/sh", "-c", "exit 0"], stdin: true });
    await host.exitCode;
    for (let i = 0; i < 20; i += 1) await host.writeStdin(Buffer.alloc(100_000));
    host.closeStdin();
    expect(await textOf(host)).toEqual({ stdout: "", stderr: "" });
  });

  test("leads a group of its own", async () => {
    const host = await spawnProcess({ command: ["/bin/sh", "-c", "sleep 60 & wait"], stdin: false });
    sendSignal(-host.pid, "SIGKILL");
    expect(await host.exitCode).toBe(137);
    expect(await textOf(host)).toEqual({ stdout: "", stderr: "" });
  });

  test("rejects what cannot be started", async () => {
    await expect(spawnProcess({ command: ["/nowhere/at-all"], stdin: false })).rejects.toThrow("ENOENT");
  });
});

describe("spawnProcess with a terminal", () => {
  test("tells sizes on descriptor 3 and ends its input with a control character", async () => {
    const host = await spawnProcess({
      command: ["/bin/sh", "-c", "head -c 4 <&3 | od -An -tu2; head -c 3 | od -An -tu1"],
      stdin: true,
      terminal: true,
    });
    const output = textOf(host);
    host.resize({ columns: 300, rows: 10 });
    await host.writeStdin(Buffer.from("ab"));
    host.closeStdin();
    expect((await output)["stdout"]?.replace(/\s+/g, " ")).toBe(" 300 10 97 98 4 ");
  });
});

describe("waitForWriters", () => {
  test("is told when the last writer has gone", async () => {
    const directory = await mkdtemp(join(tmpdir(), "fifo-"));
    const fifo = join(directory, "fifo");
    try {
      await runOrFail(["mkfifo", fifo]);
      await waitForWriters(fifo, AbortSignal.timeout(5000));
      const holder = await spawnProcess({
        command: ["/bin/sh", "-c", `exec 4<>${fifo}; echo ready; read line`],
        stdin: true,
      });
      const lines = holder.output[Symbol.asyncIterator]();
      await lines.next();
      const reason = new Error("enough");
      const aborted = waitForWriters(fifo, AbortSignal.abort(reason));
      await expect(aborted).rejects.toBe(reason);
      const waiting = waitForWriters(fifo, AbortSignal.timeout(5000));
      sendSignal(holder.pid, "SIGKILL");
      await waiting;
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  test("is content with no FIFO", async () => {
    await waitForWriters("/nowhere/fifo", AbortSignal.timeout(5000));
  });
});
