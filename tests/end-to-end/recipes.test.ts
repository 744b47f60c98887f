import { Sandbox, SandboxExecutionError, SandboxTimeoutError, Session } from "cwsandbox";
import { describe, expect, test } from "vitest";

import { useTestServer } from "../support/suite.js";

useTestServer();

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("R4 a web server inside: begun in the background, polled, its log read, stopped", async () => {
  const sandbox = await Sandbox.run();
  const server = `
    const { createServer } = require("node:http");
    createServer((request, response) => {
      console.log(request.method + " " + request.url);
      response.end("hello from " + request.url);
    }).listen(8000, "127.0.0.1", () => console.log("listening"));
  `;
  await sandbox.writeFile("/srv/server.cjs", bytes(server));
  const begun = await sandbox.exec(["sh", "-c", "node /srv/server.cjs > /tmp/server.log 2>&1 & echo $!"]);
  expect(begun.stdout).toMatch(/^\d+\n$/);

  const get = `fetch("http://127.0.0.1:8000/page").then((r) => r.text()).then((text) => console.log(text))`;
  const ask = async (): Promise<string> => (await sandbox.exec(["node", "-e", get])).stdout;
  await expect.poll(ask, { interval: 200 }).toBe("hello from /page\n");
  const log = new TextDecoder().decode(await sandbox.readFile("/tmp/server.log"));
  expect(log).toMatch(/^listening\n(GET \/page\n)+$/);
  await sandbox.stop();
  expect(sandbox.status).toBe("terminated");
});

test("R5 the lines of a long command are shown as they come while a second command runs", async () => {
  await using sandbox = await Sandbox.run();
  // Each line waits until the second command has answered the one before.
  const script = `
    for i in 1 2 3; do
      echo step $i
      until [ -e /tmp/answer-$i ]; do sleep 0.05; done
    done
    echo finished`;
  const long = sandbox.exec(["sh", "-c", script]);
  const shown: string[] = [];
  for await (const line of long.stdout.lines()) {
    shown.push(line);
    const [, number] = /^step (\d)$/.exec(line) ?? [];
    if (number === undefined) continue;
    expect(long.returncode).toBeNull();
    const second = await sandbox.exec(["sh", "-c", `echo second ${number}; touch /tmp/answer-${number}`]);
    shown.push(second.stdout.trimEnd());
  }
  expect(shown).toEqual(["step 1", "second 1", "step 2", "second 2", "step 3", "second 3", "finished"]);
  expect((await long).returncode).toBe(0);
});

describe("R9", () => {
  test("R9 the result of one remote function is the argument of the next", async () => {
    await using session = new Session();
    const load = session.function((count: number) => Array.from({ length: count }, (_, at) => at + 1));
    const square = session.function((values: number[]) => values.map((value) => value * value));
    const total = session.function((values: number[]) => ({ sum: values.reduce((a, b) => a + b, 0) }));
    expect(await total.remote(await square.remote(await load.remote(4)))).toEqual({ sum: 30 });
  });

  /** What users write themselves around `remote`. */
  async function retried<T>(attempts: number, attempt: (number: number) => PromiseLike<T>): Promise<T> {
    for (let number = 1; ; number += 1) {
      try {
        return await attempt(number);
      } catch (error) {
        if (!(error instanceof SandboxExecutionError) || number === attempts) throw error;
      }
    }
  }

  test("R9 retries by the caller: a later attempt succeeds, the last failure arrives", async () => {
    await using session = new Session();
    const flaky = session.function((attempt: number) => {
      if (attempt < 3) throw new RangeError(`attempt ${attempt} failed`);
      return `attempt ${attempt} worked`;
    });
    const seen: number[] = [];
    const outcome = await retried(3, (number) => {
      seen.push(number);
      return flaky.remote(number);
    });
    expect(outcome).toBe("attempt 3 worked");
    expect(seen).toEqual([1, 2, 3]);
    await expect(retried(2, (number) => flaky.remote(number))).rejects.toMatchObject({
      exceptionType: "RangeError",
      exceptionMessage: "attempt 2 failed",
    });
  });
});

describe("U16 standard input", () => {
  test("U16 a conversation with a shell that keeps its variables", async () => {
    await using sandbox = await Sandbox.run();
    const shell = sandbox.exec(["sh"], { stdin: true });
    const answers = shell.stdout.lines()[Symbol.asyncIterator]();
    const say = async (line: string): Promise<unknown> => {
      await shell.stdin?.writeline(line);
      return (await answers.next()).value;
    };
    expect(await say("name=world; echo ready")).toBe("ready");
    expect(await say('count=$((40 + 2)); echo "hello $name"')).toBe("hello world");
    expect(await say("echo $count")).toBe("42");
    await shell.stdin?.writeline("exit 5");
    await shell.stdin?.close();
    expect(await shell.wait()).toBe(5);
  });

  test("U16 256 byte values go there and back; write after close and after the exit raise; close twice is fine", async () => {
    await using sandbox = await Sandbox.run();
    const all = Uint8Array.from({ length: 256 }, (_, index) => index);
    const cat = sandbox.exec(["cat"], { stdin: true });
    await cat.stdin?.write(all);
    await cat.stdin?.close();
    await cat.stdin?.close();
    expect(() => cat.stdin?.write("late")).toThrow(SandboxExecutionError);
    expect(Buffer.from((await cat).stdoutBytes)).toEqual(Buffer.from(all));
    const gone = sandbox.exec(["true"], { stdin: true });
    await gone;
    expect(() => gone.stdin?.write("late")).toThrow(SandboxExecutionError);
    await gone.stdin?.close();
  });

  test("U16 input for a program that sleeps longer than its limit; no input, said and unsaid", async () => {
    await using sandbox = await Sandbox.run();
    const asleep = sandbox.exec(["sleep", "60"], { stdin: true, timeoutSeconds: 1 });
    await asleep.stdin?.write("nobody reads this");
    await expect(asleep.result()).rejects.toBeInstanceOf(SandboxTimeoutError);
    for (const options of [{}, { stdin: false }]) {
      const none = sandbox.exec(["cat"], options);
      expect(none.stdin).toBeNull();
      expect(await none).toMatchObject({ stdout: "", returncode: 0 });
    }
  });
});

describe("T4 standard input, streamed", () => {
  test("T4 bytes, one line, five lines", async () => {
    await using sandbox = await Sandbox.run();
    const through = async (
      give: (input: NonNullable<ReturnType<typeof sandbox.exec>["stdin"]>) => Promise<void>,
    ) => {
      const cat = sandbox.exec(["cat"], { stdin: true });
      if (cat.stdin === null) throw new Error("there is no input");
      await give(cat.stdin);
      await cat.stdin.close();
      return cat;
    };
    expect(await through(async (input) => input.write(bytes("some bytes")))).toMatchObject({
      stdout: "some bytes",
      returncode: 0,
    });
    expect((await through(async (input) => input.writeline("one line"))).stdout).toBe("one line\n");
    const five = await through(async (input) => {
      for (const number of [1, 2, 3, 4, 5]) await input.writeline(`line ${number}`);
    });
    expect(five.stdout).toBe("line 1\nline 2\nline 3\nline 4\nline 5\n");
  });

  test("T4 an interpreter computes, two lines come back streamed, sort speaks only after the end", async () => {
    await using sandbox = await Sandbox.run();
    const interpreter = sandbox.exec(["node", "-"], { stdin: true });
    await interpreter.stdin?.writeline('console.log("answer: " + (40 + 2));');
    await interpreter.stdin?.close();
    expect(await interpreter).toMatchObject({ stdout: "answer: 42\n", returncode: 0 });

    const echo = sandbox.exec(["sh", "-c", 'while read line; do echo "got $line"; done'], { stdin: true });
    const answers = echo.stdout.lines()[Symbol.asyncIterator]();
    for (const word of ["first", "second"]) {
      await echo.stdin?.writeline(word);
      expect((await answers.next()).value).toBe(`got ${word}`);
      expect(echo.returncode).toBeNull();
    }
    await echo.stdin?.close();
    expect(await echo.wait()).toBe(0);

    const sort = sandbox.exec(["sort"], { stdin: true });
    for (const fruit of ["banana", "apple", "cherry"]) await sort.stdin?.writeline(fruit);
    expect(sort.poll()).toBeNull();
    await sort.stdin?.close();
    expect((await sort).stdout).toBe("apple\nbanana\ncherry\n");
  });
});
