import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { runOrFail } from "./run.js";
import { waitForWriters } from "./wait-for-writers.js";

describe("waitForWriters", () => {
  test("is told when the last writer has gone", async () => {
    const directory = await mkdtemp(join(tmpdir(), "fifo-"));
    const fifo = join(directory, "fifo");
    try {
      await runOrFail(["mkfifo", fifo]);
      await waitForWriters(fifo, AbortSignal.timeout(5000));
      const holder = spawn("/bin/sh", ["-c", `exec 4<>${fifo}; echo ready; read line`]);
      await once(holder.stdout, "data");
      const reason = new Error("enough");
      const aborted = waitForWriters(fifo, AbortSignal.abort(reason));
      await expect(aborted).rejects.toBe(reason);
      const waiting = waitForWriters(fifo, AbortSignal.timeout(5000));
      holder.kill("SIGKILL");
      await waiting;
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  test("is content with no FIFO", async () => {
    await waitForWriters("/nowhere/fifo", AbortSignal.timeout(5000));
  });
});
