import { Sandbox, SandboxFileError } from "cwsandbox";
import { describe, expect, test } from "vitest";

import { useTestServer } from "../support/suite.js";

const MEBIBYTE = 1024 * 1024;
useTestServer({ arguments: ["--disk-limit-bytes", String(96 * MEBIBYTE)] });

const shell = (where: Sandbox, text: string) => where.exec(["sh", "-c", text]);
const ALLOCATE = "my $x = 'a' x (300 * 1024 * 1024); print length $x";

describe("memory", () => {
  const resources = { limits: { memory: "64Mi" } };

  test("a command above the limit ends with 137, and the sandbox says why and goes on", async () => {
    await using free = await Sandbox.run();
    expect((await free.exec(["perl", "-e", ALLOCATE])).stdout).toBe(String(300 * MEBIBYTE));

    await using limited = await Sandbox.run({ resources });
    await limited.exec(["sh", "-c", "kill -9 $$"]);
    await limited.getStatus();
    expect(limited.statusReason).toBeNull();
    const command = await limited.exec(["perl", "-e", ALLOCATE]);
    expect(command.returncode).toBe(137);
    expect(command.stdout).toBe("");
    expect(await limited.getStatus()).toBe("running");
    expect(limited.statusReason).toMatch(/out of memory.*64Mi/i);
    expect((await shell(limited, "echo usable")).stdout).toBe("usable\n");
    expect(limited.resourceLimits).toMatchObject({ memory: "64Mi" });
  });

  test("a main process above the limit ends the sandbox with 137 and says why", async () => {
    const sandbox = await Sandbox.run("perl", "-e", ALLOCATE, { resources });
    const ended = await sandbox.waitUntilComplete(60, { raiseOnTermination: false }).then(() => "", String);
    expect(sandbox.returncode).toBe(137);
    expect(`${ended} ${sandbox.statusReason ?? ""}`).toMatch(/out of memory.*64Mi/i);
  });

  test("files in memory count as well", async () => {
    await using neighbour = await Sandbox.run();
    const limited = await Sandbox.run({ resources });
    const fill = "dd if=/dev/zero of=/dev/shm/one bs=1M count=200; dd if=/dev/zero of=/tmp/two bs=1M count=1";
    const filled = await shell(limited, `${fill}; stat -c %s /dev/shm/one`)
      .result()
      .catch(() => undefined);
    expect(Number(filled?.stdout ?? 0)).toBeLessThanOrEqual(64 * MEBIBYTE);
    expect((await shell(neighbour, "echo alive")).stdout).toBe("alive\n");
    await limited.stop();
  });
});

describe("processes", () => {
  test("a fork bomb stays in its sandbox", async () => {
    await using neighbour = await Sandbox.run();
    await neighbour.wait();
    const bombed = await Sandbox.run({ resources: { limits: { memory: "1Gi", cpu: "1" } } });
    await bombed.wait();
    const bomb = bombed.exec(["sh", "-c", "bomb() { bomb | bomb & }; bomb; sleep 20"]);
    const counting =
      'my @p; while (@p < 20000) { my $p = fork; last unless defined $p; if (!$p) { sleep 60; exit } push @p, $p } my $why = $!; kill 9, @p; print scalar(@p), " $why"';
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect((await neighbour.exec(["echo", "alive"])).stdout).toBe("alive\n");
    const another = await Sandbox.run();
    expect((await another.exec(["echo", "also alive"])).stdout).toBe("also alive\n");
    await another.stop();
    bomb.cancel();
    await bombed.stop({ gracefulShutdownSeconds: 0 });

    await using counted = await Sandbox.run();
    const counts = await counted.exec(["perl", "-e", counting]);
    expect(counts.stdout).toMatch(/^\d+ .*unavailable/);
    expect(Number.parseInt(counts.stdout, 10)).toBeLessThanOrEqual(4096);
  });
});

describe("processor", () => {
  test("the limit holds for all processes together", async () => {
    const burn = `my @children = map { my $p = fork; if (!$p) { my $end = time + 4; 1 while time < $end; exit } $p } 1 .. 3;
      waitpid $_, 0 for @children; my @used = times; printf "%.2f", $used[2] + $used[3]`;
    await using limited = await Sandbox.run({ resources: { limits: { cpu: "250m" } } });
    const used = Number((await limited.exec(["perl", "-e", burn], { check: true })).stdout);
    expect(used).toBeGreaterThan(0);
    expect(used).toBeLessThan(0.25 * 5 + 0.5);
    await using free = await Sandbox.run();
    expect(Number((await free.exec(["perl", "-e", burn], { check: true })).stdout)).toBeGreaterThan(used);
  });
});

describe("disk", () => {
  test("a full disk stops the writer and nobody else", async () => {
    await using full = await Sandbox.run();
    await using neighbour = await Sandbox.run();
    const filled = await shell(full, "dd if=/dev/zero of=/tmp/fill bs=1M count=1000");
    expect(filled.returncode).not.toBe(0);
    expect(filled.stderr).toMatch(/no space left/i);
    const size = Number((await shell(full, "stat -c %s /tmp/fill")).stdout);
    expect(size).toBeGreaterThan(32 * MEBIBYTE);
    expect(size).toBeLessThanOrEqual(96 * MEBIBYTE);

    const refused = await full.writeFile("/tmp/more", new Uint8Array(8 * MEBIBYTE)).then(
      () => "written",
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(SandboxFileError);
    expect((await shell(full, "ls -A /tmp")).stdout).toBe("fill\n");

    const other = await shell(neighbour, "dd if=/dev/zero of=/tmp/fill bs=1M count=40 && echo fits");
    expect(other.stdout).toBe("fits\n");
    expect((await shell(full, "rm /tmp/fill; echo small > /tmp/small && cat /tmp/small")).stdout).toBe(
      "small\n",
    );
  });

  test("many small files reach a limit too", async () => {
    await using sandbox = await Sandbox.run();
    const make =
      "my $n = 0; while ($n < 5_000_000) { open my $f, '>', \"/tmp/f$n\" or last; print $f 'x' x 5000 or last; close $f or last; $n++ } print \"$n $!\"";
    const made = await sandbox.exec(["perl", "-e", make]);
    expect(made.stdout).toMatch(/No space left/);
  });
});
