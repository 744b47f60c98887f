import { describe, expect, test } from "vitest";
import { CWSandboxValidationError, SandboxExecutionError } from "../errors/index.js";
import { createFunctionFactory } from "./index.js";
import { createLocalHost } from "./local-sandboxes.test-support.js";

const remote = createFunctionFactory(createLocalHost());

describe("what a function prints", () => {
  test("is on the handle after success, after failure and after an early end", async () => {
    const good = remote((name: string) => {
      console.log(`hello ${name}`);
      console.error("careful");
    }).remote("grüße");
    await good;
    expect([good.stdout, good.stderr]).toEqual(["hello grüße\n", "careful\n"]);
    const bad = remote(() => {
      console.log("so far so good");
      throw new RangeError("no further");
    }).remote();
    await expect(bad).rejects.toBeInstanceOf(SandboxExecutionError);
    expect(bad.stdout).toBe("so far so good\n");
    expect(bad.stderr).toMatch(/^EXCEPTION:no further\nRangeError: no further\n {4}at /u);
    const slow = remote(
      () => {
        console.log("begun");
        for (;;);
      },
      { timeoutSeconds: 5 },
    ).remote();
    await expect(slow).rejects.toMatchObject({ code: "SANDBOX_TIMEOUT" });
    expect(slow.stdout).toBe("begun\n");
  });

  test("is heard while the function runs, without cut characters", async () => {
    const controller = new AbortController();
    const heard = { stdout: "", stderr: "" };
    const listen = (stream: "stdout" | "stderr") => (text: string) => {
      heard[stream] += text;
      if (heard.stdout === "é!" && heard.stderr === "now") controller.abort(new Error("heard enough"));
    };
    const call = remote(
      async () => {
        for (const byte of Buffer.from("é!")) {
          process.stdout.write(Buffer.of(byte));
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        process.stderr.write("now");
        await new Promise(() => setInterval(() => {}, 1000));
      },
      {
        signal: controller.signal,
        onStdout: listen("stdout"),
        onStderr: listen("stderr"),
      },
    ).remote();
    await expect(call).rejects.toThrow("heard enough");
    expect(heard).toEqual({ stdout: "é!", stderr: "now" });
    expect(call.stdout).toBe("é!");
  });

  test("a listener that throws ends the call with its error", async () => {
    const problem = new Error("not this text");
    const own = createLocalHost();
    const call = createFunctionFactory(own)(
      () => {
        console.log("text");
        setInterval(() => {}, 1000);
        return new Promise(() => {});
      },
      {
        onStdout: () => {
          throw problem;
        },
      },
    ).remote();
    await expect(call).rejects.toBe(problem);
    expect(own.stopped).toBe(1);
  });

  test("of very much, the end is kept, behind a line that says so", async () => {
    const call = remote(() => {
      const block = "x".repeat(1024 * 1024);
      for (let n = 0; n < 40; n += 1) process.stdout.write(block);
      process.stdout.write("end");
    }).remote();
    await call;
    expect(call.stdout).toMatch(/^\[25165827 bytes before this were not kept\]\nx+end$/u);
    expect(call.stdout.length).toBeLessThan(17 * 1024 * 1024);
  });

  test("a listener that is no function is refused at once", () => {
    expect(() => Reflect.apply(remote, undefined, [() => 1, { onStdout: "log" }])).toThrow(
      CWSandboxValidationError,
    );
  });
});
