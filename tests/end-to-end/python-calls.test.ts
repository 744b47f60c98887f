import {
  type FunctionCall,
  type PythonFunctionOptions,
  Sandbox,
  SandboxExecutionError,
  Session,
} from "cwsandbox";
import { describe, expect, test } from "vitest";

import { importHostImage } from "../support/imported-image.js";
import { uniqueTag, useTestServer } from "../support/suite.js";
import { useWay, WAYS } from "../support/ways-of-calling.js";

const server = useTestServer();

function openSession(options: { readonly tags?: readonly string[] } = {}): Session {
  return new Session({ containerImage: "builtin", ...options });
}

/** Waits for the end of a call, whichever it is; what it printed is there then. */
async function endOf(source: string, options: PythonFunctionOptions = {}): Promise<Ended> {
  await using session = openSession();
  const call = session.pythonFunction<[]>(source, options).remote();
  const [outcome] = await Promise.allSettled([call]);
  const failure: unknown = outcome.status === "rejected" ? outcome.reason : null;
  return { call, value: outcome.status === "fulfilled" ? outcome.value : undefined, failure };
}

interface Ended {
  readonly call: FunctionCall<unknown>;
  readonly value: unknown;
  readonly failure: unknown;
}

describe.each(WAYS)("%s", (way) => {
  useWay(way, server);

  test("what runs at the exit runs, and all that is printed until then is heard", async () => {
    const { call, value } = await endOf(
      `
      import atexit, sys, threading, time
      class Last:
          def __del__(self): print("finalizer")
      last = Last()
      written = threading.Event()
      def late():
          written.wait()
          time.sleep(0.05)
          print("thread")
      def f():
          atexit.register(print, "exit handler")
          threading.Thread(target=late).start()
          sys.stdout.write("function, ")
          written.set()
          return 7
    `,
      { name: "f" },
    );
    expect(value).toBe(7);
    expect(call.stdout).toBe("function, thread\nexit handler\nfinalizer\n");
  });

  test("what is printed is heard at once, and kept when the process is killed", async () => {
    const { call, failure } = await endOf(
      "import os\ndef f():\n  print('a line')\n  os.kill(os.getpid(), 9)",
    );
    expect(failure).toMatchObject({ reason: "FUNCTION_KILLED", execResult: { returncode: 137 } });
    expect(call.stdout).toBe("a line\n");
    const heard = new AbortController();
    await using session = openSession();
    const endless = session.pythonFunction("import time\ndef f():\n  print('asleep')\n  time.sleep(600)", {
      onStdout: (text) => heard.abort(new Error(text)),
      signal: heard.signal,
    });
    await expect(endless.remote().result()).rejects.toThrow("asleep\n");
    expect(session.sandboxCount).toBe(0);
  });

  test.each([
    ["os._exit(5)", 5, ""],
    ["sys.exit(300)", 44, ""],
    ["sys.exit(-1)", 255, ""],
    ["sys.exit('no more')", 1, "no more\n"],
    ["threading.Timer(0.05, lambda: os._exit(6)).start()", 6, ""],
  ])("%s ends the process with code %i", async (statement, returncode, stderr) => {
    const { call, failure } = await endOf(`import os, sys, threading\ndef f():\n  ${statement}`);
    expect(failure).toBeInstanceOf(SandboxExecutionError);
    expect(failure).toMatchObject({
      reason: "FUNCTION_EXITED",
      exceptionType: null,
      execResult: { returncode },
    });
    expect(call.stderr).toBe(stderr);
  });

  test("a fork that comes back from the function has no say in its call", async () => {
    const forked = await endOf(
      "import os, time\ndef f():\n  if os.fork() == 0: return 'child'\n  os.wait()\n  return 'parent'",
    );
    expect(forked.value).toBe("parent");
    const pooled = await endOf(
      `
      import multiprocessing
      def square(x): return x * x
      def f():
          with multiprocessing.get_context("fork").Pool(2) as pool: return pool.map(square, [1, 2, 3])
    `,
      { name: "f" },
    );
    expect(pooled.value).toEqual([1, 4, 9]);
  });

  test("a function that closes its outputs returns its value", async () => {
    expect((await endOf("import sys\ndef f():\n  sys.stdout.close()\n  return 1")).value).toBe(1);
    expect(
      (await endOf("import os, sys\ndef f():\n  os.close(1)\n  sys.stderr = None\n  return 2")).value,
    ).toBe(2);
  });

  test("it sees an ordinary program around it", async () => {
    const { value } = await endOf(`
      import gc, linecache, os, subprocess, sys
      def f():
          return {
              "argv": sys.argv,
              "path": sys.path[0],
              "input": sys.stdin.read(),
              "files": list(linecache.cache),
              "inherited": subprocess.run(["ls", "/proc/self/fd"], capture_output=True, text=True).stdout.split(),
              "collects": gc.isenabled(),
          }
    `);
    expect(value).toEqual({
      argv: ["-c"],
      path: "",
      input: "",
      files: ["<f>"],
      inherited: ["0", "1", "2", "3"],
      collects: true,
    });
  });

  test("a memory limit is told", async () => {
    const resources = { limits: { memory: "64Mi" } };
    const { failure } = await endOf("def f():\n  return len(bytearray(2**28) + b'x')", { resources });
    expect(failure).toMatchObject({ reason: "FUNCTION_OUT_OF_MEMORY" });
  });

  test("an image without Python says so", async () => {
    await using image = await importHostImage({
      reference: "team/no-python:1",
      baseUrl: server.current.baseUrl,
    });
    const { failure } = await endOf("def f(): pass", { containerImage: image.reference });
    expect(failure).toMatchObject({ reason: "FUNCTION_RUNTIME_MISSING" });
    expect(String(failure)).toContain('no "python3"');
  });
});

describe("prepared sandboxes", () => {
  test("calls of both languages, with different environments, never get each other's sandbox", async () => {
    const tags = [uniqueTag("python-calls")];
    await using session = openSession({ tags });
    const ask = (secret: string) => {
      const environmentVariables = { SECRET: secret };
      const python = session.pythonFunction<[], string>(
        "import os\ndef f(): return 'python ' + os.environ['SECRET']",
        {
          environmentVariables,
        },
      );
      const javascript = session.function(() => `javascript ${process.env["SECRET"]}`, {
        environmentVariables,
      });
      return [python.remote(), javascript.remote()];
    };
    for (let wave = 0; wave < 4; wave += 1) {
      const answers = await Promise.all(["a", "b", "c"].flatMap(ask));
      expect(answers).toEqual(
        ["a", "b", "c"].flatMap((secret) => [`python ${secret}`, `javascript ${secret}`]),
      );
    }
    const sandboxes = await Sandbox.list({ tags, includeStopped: true });
    expect(new Set(sandboxes.map(({ sandboxId }) => sandboxId)).size).toBe(24);
  });

  test("what it writes to the channel can only be a result of its own call, or end it", async () => {
    const forge = (bytes: string): string => `import os\ndef f():\n  os.write(3, ${bytes})\n  return 1`;
    const forged = await endOf(forge(`b'R\\0\\0\\0\\x1c{"value": 2, "specials": []}X\\0'`));
    expect(forged.value).toBe(2);
    expect((await endOf(forge("b'nonsense'"))).failure).toMatchObject({ execResult: { returncode: 137 } });
    expect((await endOf(forge("b'R\\xff\\xff\\xff\\xff'"))).failure).toBeInstanceOf(Error);
    expect((await endOf("def f(): return 3")).value).toBe(3);
  });
});
