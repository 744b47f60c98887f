import { createHash } from "node:crypto";

import {
  OperationCancelledError,
  OperationTimeoutError,
  Sandbox,
  SandboxExecutionError,
  SandboxTimeoutError,
} from "cwsandbox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { isRunning } from "../support/inside.js";
import { useTestServer } from "../support/suite.js";

useTestServer();

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await Sandbox.run();
  await sandbox.wait();
});
afterAll(() => sandbox.stop().result());

const script = (text: string): string[] => ["sh", "-c", text];

async function readAll(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

describe("output", () => {
  test("C1 lines arrive while the command runs", async () => {
    // Each line waits until the one before was seen here.
    const counting = "for i in 1 2 3; do echo line $i; until [ -e /tmp/seen-$i ]; do sleep 0.05; done; done";
    const command = sandbox.exec(script(counting));
    expect(command.returncode).toBeNull();
    const arrivals: string[] = [];
    for await (const piece of command.stdout) {
      expect(command.returncode).toBeNull();
      arrivals.push(piece);
      await sandbox.writeFile(`/tmp/seen-${arrivals.length}`, new Uint8Array());
    }
    expect(arrivals).toEqual(["line 1\n", "line 2\n", "line 3\n"]);
    const result = await command;
    expect(result.stdout).toBe("line 1\nline 2\nline 3\n");
    expect(result.returncode).toBe(0);
    expect(command.returncode).toBe(0);
  });

  test("C2 both streams at once, without loss", async () => {
    const command = sandbox.exec(
      script('i=0; while [ $i -lt 20000 ]; do echo "out $i"; echo "err $i" >&2; i=$((i+1)); done'),
    );
    const [out, err] = await Promise.all([readAll(command.stdout), readAll(command.stderr)]);
    const expected = (name: string): string =>
      Array.from({ length: 20_000 }, (_, index) => `${name} ${index}\n`).join("");
    expect(out === expected("out")).toBe(true);
    expect(err === expected("err")).toBe(true);
    expect((await command).returncode).toBe(0);
  });

  test("C3 the result without iterating, and iterating after the end, lose nothing", async () => {
    const command = sandbox.exec(script("echo one; echo two >&2; sleep 0.1; echo three"));
    const result = await command;
    expect(result).toMatchObject({ stdout: "one\nthree\n", stderr: "two\n", returncode: 0 });
    expect(await readAll(command.stdout)).toBe("one\nthree\n");
    expect(await readAll(command.stderr)).toBe("two\n");
  });

  test("C4 poll and wait", async () => {
    const command = sandbox.exec(["cat"], { stdin: true });
    expect(command.poll()).toBeNull();
    await expect(command.wait(0.1)).rejects.toBeInstanceOf(OperationTimeoutError);
    expect(command.poll()).toBeNull();
    command.stdin?.close();
    expect(await command.wait(60)).toBe(0);
    expect(command.poll()).toBe(0);
  });

  test("a character that is split over two pieces stays whole", async () => {
    const halves = String.raw`printf 'a\342\202'; read go; printf '\254b\360\237'; read go; printf '\230\200\n'`;
    const command = sandbox.exec(script(halves), { stdin: true });
    const pieces: string[] = [];
    for await (const piece of command.stdout) {
      pieces.push(piece);
      if (pieces.length < 3) command.stdin?.writeline("go");
    }
    expect(pieces).toEqual(["a", "€b", "😀\n"]);
    expect((await command).stdout).toBe("a€b😀\n");
  });

  test("output can be opened by name, as scripts do", async () => {
    const result = await sandbox.exec(
      script("echo out > /dev/stdout; echo err > /dev/stderr; echo in | cat /dev/stdin"),
    );
    expect(result).toMatchObject({ stdout: "out\nin\n", stderr: "err\n", returncode: 0 });
  });

  test("a background process that keeps the output open does not lose what it prints", async () => {
    const result = await sandbox.exec(script("(sleep 0.5; echo late) & echo early"));
    expect(result.stdout).toBe("early\nlate\n");
    expect(result.returncode).toBe(0);
  });
});

describe("the end", () => {
  test("C5 cancel ends what a command with input has started, also beside it", async () => {
    const command = sandbox.exec(script("sleep 9759 & cat"), { stdin: true });
    command.stdin?.write("x");
    await expect.poll(() => isRunning(sandbox, "sleep 9759")).toBe(true);
    expect(command.cancel()).toBe(true);
    await expect(command.result()).rejects.toBeInstanceOf(OperationCancelledError);
    await expect.poll(() => isRunning(sandbox, "sleep 9759")).toBe(false);
  });

  test("C5 cancel ends the command in the sandbox", async () => {
    const command = sandbox.exec(["sleep", "9753"]);
    await expect.poll(() => isRunning(sandbox, "sleep 9753")).toBe(true);
    expect(command.cancel()).toBe(true);
    await expect(command.result()).rejects.toBeInstanceOf(OperationCancelledError);
    expect(await readAll(command.stdout)).toBe("");
    await expect.poll(() => isRunning(sandbox, "sleep 9753")).toBe(false);
  });

  test("C5 cancel ends a command that ignores TERM, with all its children", async () => {
    const command = sandbox.exec(script("trap '' TERM INT HUP; sleep 9754 & sleep 9755"));
    await expect.poll(() => isRunning(sandbox, "sleep 9755")).toBe(true);
    expect(command.cancel()).toBe(true);
    await expect(command.result()).rejects.toBeInstanceOf(OperationCancelledError);
    await expect.poll(() => isRunning(sandbox, "sleep 9755")).toBe(false);
    await expect.poll(() => isRunning(sandbox, "sleep 9754")).toBe(false);
  });

  test("an aborted signal ends the command and is the reason", async () => {
    const controller = new AbortController();
    const command = sandbox.exec(["sleep", "9756"], { signal: controller.signal });
    await expect.poll(() => isRunning(sandbox, "sleep 9756")).toBe(true);
    const reason = new Error("no longer wanted");
    controller.abort(reason);
    await expect(command.result()).rejects.toBe(reason);
    await expect.poll(() => isRunning(sandbox, "sleep 9756")).toBe(false);
  });

  test("C6 a time limit ends the command, names it, and leaves the sandbox usable", async () => {
    await using own = await Sandbox.run();
    const command = own.exec(["sleep", "9757"], { timeoutSeconds: 1 });
    const error = await command.result().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(SandboxTimeoutError);
    expect(String(error)).toMatch(/sleep.*9757/);
    expect(String(error)).toMatch(/\b1 s/);
    expect((await own.exec(["echo", "usable"])).stdout).toBe("usable\n");
    await expect.poll(() => isRunning(own, "sleep 9757")).toBe(false);
    expect(own.execStats).toMatchObject({ exec_failures: 1 });
  });

  test("a command that a signal ended has 128 + its number; an unknown one 127", async () => {
    expect((await sandbox.exec(script("kill -KILL $$"))).returncode).toBe(137);
    expect((await sandbox.exec(script("kill -TERM $$"))).returncode).toBe(143);
    const unknown = await sandbox.exec(["no-such-program-here"]);
    expect(unknown.returncode).toBe(127);
    expect(unknown.stderr).toContain("no-such-program-here");
    expect((await sandbox.exec(["/etc/hosts"])).returncode).toBe(126);
  });
});

describe("input", () => {
  test("C7 what is written comes back", async () => {
    const command = sandbox.exec(["cat"], { stdin: true });
    await command.stdin?.write("hello");
    await command.stdin?.close();
    expect(await command).toMatchObject({ stdout: "hello", returncode: 0 });
  });

  test("a program may open its input by name, also when nothing more can come", async () => {
    const command = sandbox.exec(script("head -c 1; sleep 0.2; cat /dev/stdin; cat /dev/stdin"), {
      stdin: true,
    });
    await command.stdin?.write("hello");
    await command.stdin?.close();
    expect(await command).toMatchObject({ stdout: "hello", returncode: 0 });
  });

  test("input that nobody reads keeps no command from ending", async () => {
    const command = sandbox.exec(script("exec <&-; sleep 0.3"), { stdin: true });
    const piece = Buffer.alloc(4 * 1024 * 1024);
    await command.stdin?.write(piece).catch(() => undefined);
    expect((await command).returncode).toBe(0);
  });

  test("C8 lines", async () => {
    const command = sandbox.exec(["wc", "-l"], { stdin: true });
    command.stdin?.writeline("a");
    command.stdin?.writeline("b");
    command.stdin?.close();
    expect((await command).stdout.trim()).toBe("2");
  });

  test("C9 a conversation, line by line", async () => {
    const command = sandbox.exec(script('while read line; do echo "answer to $line"; done'), { stdin: true });
    const answers = command.stdout[Symbol.asyncIterator]();
    for (const question of ["one", "two", "three"]) {
      command.stdin?.writeline(question);
      const answer = await answers.next();
      expect(answer.value).toBe(`answer to ${question}\n`);
    }
    command.stdin?.close();
    expect(await command.wait()).toBe(0);
  });

  test("C10 200 KB in one write", async () => {
    const command = sandbox.exec(["wc", "-c"], { stdin: true });
    await command.stdin?.write(new Uint8Array(200_000).fill(120));
    await command.stdin?.close();
    expect((await command).stdout.trim()).toBe("200000");
  });

  test("C10 1 MB in many writes keeps the order", async () => {
    const lines = Array.from({ length: 65_536 }, (_, index) => `${String(index).padStart(15, "0")}\n`);
    const command = sandbox.exec(["md5sum"], { stdin: true });
    for (let at = 0; at < lines.length; at += 64) {
      await command.stdin?.write(lines.slice(at, at + 64).join(""));
    }
    await command.stdin?.close();
    const expected = createHash("md5").update(lines.join("")).digest("hex");
    expect((await command).stdout).toBe(`${expected}  -\n`);
  });

  test("C10 a process that does not read delays the writes", async () => {
    await sandbox.exec(["rm", "-f", "/tmp/go"]);
    const command = sandbox.exec(script("until [ -e /tmp/go ]; do sleep 0.1; done; wc -c"), { stdin: true });
    const piece = new Uint8Array(65_536);
    const count = 1024;
    let queued = 0;
    const writing = (async () => {
      for (let index = 0; index < count; index += 1) {
        await command.stdin?.write(piece);
        queued += 1;
      }
      await command.stdin?.close();
    })();
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect(queued).toBeGreaterThan(0);
    expect(queued).toBeLessThan(count);
    await sandbox.exec(["touch", "/tmp/go"]);
    await writing;
    expect((await command).stdout.trim()).toBe(String(piece.length * count));
  });

  test("C11 all byte values", async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const command = sandbox.exec(["cat"], { stdin: true });
    command.stdin?.write(bytes);
    command.stdin?.close();
    expect(Buffer.from((await command).stdoutBytes)).toEqual(Buffer.from(bytes));
  });

  test("C12 writing after the process has ended", async () => {
    const command = sandbox.exec(["true"], { stdin: true });
    await command;
    expect(() => command.stdin?.write("x")).toThrow(SandboxExecutionError);
    expect(() => command.stdin?.write("x")).toThrow(/failed.*Process has exited/);
    expect(() => command.stdin?.writeline("x")).toThrow(SandboxExecutionError);
  });

  test("C12 writing after close", async () => {
    const command = sandbox.exec(["cat"], { stdin: true });
    await command.stdin?.close();
    expect(() => command.stdin?.write("x")).toThrow(SandboxExecutionError);
    expect(() => command.stdin?.write("x")).toThrow(/closed/);
    await command.stdin?.close();
    expect(command.stdin?.closed).toBe(true);
    expect((await command).returncode).toBe(0);
  });

  test("C13 without standard input a command sees the end of file at once", async () => {
    const command = sandbox.exec(["cat"]);
    expect(command.stdin).toBeNull();
    expect(await command).toMatchObject({ stdout: "", returncode: 0 });
  });

  test("input that is written before the sandbox runs arrives", async () => {
    await using fresh = new Sandbox();
    const command = fresh.exec(["cat"], { stdin: true });
    command.stdin?.write("early");
    command.stdin?.close();
    expect((await command).stdout).toBe("early");
  });
});

describe("other ways to look at output and to give input", () => {
  test("T4 cat of bytes and of a line, five lines, an interpreter, sort after close", async () => {
    const feed = async (command: string[], ...lines: string[]): Promise<string> => {
      const run = sandbox.exec(command, { stdin: true });
      for (const line of lines) await run.stdin?.writeline(line);
      await run.stdin?.close();
      const result = await run;
      expect(result.returncode).toBe(0);
      return result.stdout;
    };
    const raw = sandbox.exec(["cat"], { stdin: true });
    await raw.stdin?.write(new TextEncoder().encode("bytes"));
    await raw.stdin?.close();
    expect((await raw).stdout).toBe("bytes");
    expect(await feed(["cat"], "one line")).toBe("one line\n");
    expect(await feed(["cat"], "1", "2", "3", "4", "5")).toBe("1\n2\n3\n4\n5\n");
    expect(await feed(["node", "-"], 'console.log("answer:", 40 + 2)')).toBe("answer: 42\n");
    expect(await feed(["sort"], "banana", "apple", "cherry")).toBe("apple\nbanana\ncherry\n");
  });

  test("lines, however the pieces were cut; text; bytes", async () => {
    const command = sandbox.exec(
      script("printf 'one\\ntw'; sleep 0.2; printf 'o\\nü\\nlast'; printf '\\377' >&2"),
    );
    const lines: string[] = [];
    for await (const line of command.stdout.lines()) lines.push(line);
    expect(lines).toEqual(["one", "two", "ü", "last"]);
    expect(await command.stderr.text()).toBe("\uFFFD");
    const binary = sandbox.exec(script("printf '\\000\\377'"));
    const pieces: Uint8Array[] = [];
    for await (const piece of binary.stdout.bytes()) pieces.push(piece);
    expect(Buffer.concat(pieces)).toEqual(Buffer.from([0, 255]));
  });

  test("web streams through a command and back", async () => {
    const command = sandbox.exec(["rev"], { stdin: true });
    const input = new Blob(["abc\n", "def\n"]).stream();
    if (command.stdin === null) throw new Error("the command has an input");
    const piping = input.pipeTo(command.stdin.toWritableStream());
    const output = command.stdout.toReadableStream().pipeThrough(new TextDecoderStream());
    let text = "";
    for await (const piece of output) text += piece;
    await piping;
    expect(text).toBe("cba\nfed\n");
    expect((await command).returncode).toBe(0);
  });

  test("a command as a template: values are words, whatever they hold", async () => {
    const nasty = `a b'"$(echo no)\n*;`;
    const result = await sandbox.exec`printf ${"%s|"} ${nasty} --x=${nasty} ${["1", "2 3"]} 'quoted text'`;
    expect(result.stdout).toBe(`${nasty}|--x=${nasty}|1|2 3|quoted text|`);
    expect(() => sandbox.exec`echo "never closed`).toThrow(/not closed/);
  });
});
