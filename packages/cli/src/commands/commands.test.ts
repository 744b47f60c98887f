import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  getEmbeddedServerStatus,
  importImage,
  listImages,
  removeImage,
  SandboxUnavailableError,
  stopEmbeddedServer,
  type StoredImage,
} from "cwsandbox";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Outcome, runMain } from "../run-main.test-support.js";

vi.mock("cwsandbox", async (importOriginal) => ({
  ...(await importOriginal<object>()),
  importImage: vi.fn(),
  listImages: vi.fn(),
  removeImage: vi.fn(),
  getEmbeddedServerStatus: vi.fn(),
  stopEmbeddedServer: vi.fn(),
}));

const APP: StoredImage = {
  reference: "app:1",
  digest: "sha256:abc",
  sizeBytes: 2048,
  importedAt: new Date("2026-01-02T03:04:05Z"),
  command: ["node", "main.js"],
  builtin: false,
};
const BUILTIN: StoredImage = {
  reference: "builtin",
  digest: "",
  sizeBytes: 0,
  importedAt: null,
  command: [],
  builtin: true,
};
const APP_JSON = {
  reference: "app:1",
  digest: "sha256:abc",
  size_bytes: 2048,
  imported_at: "2026-01-02T03:04:05.000Z",
  command: ["node", "main.js"],
  builtin: false,
};

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cwsandbox-commands-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.resetAllMocks();
});

const run = (...argv: readonly string[]): Promise<Outcome> => runMain(argv);

describe("images", () => {
  test("import streams the whole file and reports progress on stderr", async () => {
    const path = join(folder, "app.tar");
    const content = Buffer.alloc(700_000, "abc");
    writeFileSync(path, content);
    let received = Buffer.alloc(0);
    vi.mocked(importImage).mockImplementation(async (options) => {
      for await (const piece of options.content) received = Buffer.concat([received, piece]);
      expect(options).toMatchObject({ reference: "app:1", format: "docker-archive" });
      return APP;
    });
    const { code, stdout, stderr } = await run(
      "images",
      "import",
      path,
      "--name",
      "app:1",
      "--format",
      "docker-archive",
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: "Imported app:1 (2.0 KiB, sha256:abc).\n" });
    expect(received.equals(content)).toBe(true);
    expect(stderr.trimEnd().split("\n").at(-1)).toBe("Importing app.tar: 100 % (684 KiB of 684 KiB)");
  });

  test("without --format none is named, and JSON is the stored image", async () => {
    const path = join(folder, "app.tar");
    writeFileSync(path, "");
    vi.mocked(importImage).mockResolvedValue(APP);
    const { stdout } = await run("images", "import", path, "--name", "app:1", "-o", "json");
    expect(vi.mocked(importImage).mock.calls[0]?.[0]).not.toHaveProperty("format");
    expect(JSON.parse(stdout)).toEqual(APP_JSON);
  });

  test("a refused import is an error with exit code 1", async () => {
    const path = join(folder, "app.tar");
    writeFileSync(path, "");
    vi.mocked(importImage).mockRejectedValue(new SandboxUnavailableError("Nobody listens."));
    const { code, stdout, stderr } = await run("images", "import", path, "--name", "app:1");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toBe("Error: Nobody listens.\n");
  });

  test("list is a table", async () => {
    vi.mocked(listImages).mockResolvedValue([APP, BUILTIN]);
    expect((await run("images", "list")).stdout).toBe(
      [
        "REFERENCE     SIZE  IMPORTED AT              COMMAND",
        "---------  -------  -----------------------  ------------",
        "app:1      2.0 KiB  2026-01-02 03:04:05 UTC  node main.js",
        "builtin          -  -                        -",
        "",
      ].join("\n"),
    );
  });

  test("list as JSON is an array, also when it is empty", async () => {
    vi.mocked(listImages).mockResolvedValueOnce([APP]).mockResolvedValueOnce([]);
    expect(JSON.parse((await run("images", "list", "-o", "json")).stdout)).toEqual([APP_JSON]);
    expect((await run("images", "list", "-o", "json")).stdout).toBe("[]\n");
  });

  test("remove names what it removed", async () => {
    expect(await run("images", "remove", "app:1")).toEqual({
      code: 0,
      stdout: "Removed app:1.\n",
      stderr: "",
    });
    expect(vi.mocked(removeImage).mock.calls).toEqual([["app:1"]]);
    const { stdout } = await run("images", "remove", "app:1", "-o", "json");
    expect(JSON.parse(stdout)).toEqual({ reference: "app:1", removed: true });
  });
});

describe("server", () => {
  const place = { address: "unix:///run/s.sock", logFile: "/run/server.log" };
  const running = { version: "1.2.3", processId: 7, defaultImage: "builtin", unenforcedLimits: ["disk"] };

  test("status of a running server", async () => {
    vi.mocked(getEmbeddedServerStatus).mockResolvedValue({ ...place, running });
    const { code, stdout } = await run("server", "status");
    expect(code).toBe(0);
    expect(stdout).toContain("STATUS               running\n");
    expect(stdout).toContain("LIMITS NOT ENFORCED  disk\n");
    expect(JSON.parse((await run("server", "status", "-o", "json")).stdout)).toEqual({
      running: true,
      address: "unix:///run/s.sock",
      log_file: "/run/server.log",
      version: "1.2.3",
      process_id: 7,
      default_image: "builtin",
      unenforced_limits: ["disk"],
    });
  });

  test("status without a server has exit code 1 and the same keys", async () => {
    vi.mocked(getEmbeddedServerStatus).mockResolvedValue({ ...place, running: null });
    const table = await run("server", "status");
    expect(table.code).toBe(1);
    expect(table.stdout).toContain("not running");
    const { code, stdout } = await run("server", "status", "-o", "json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ running: false, version: null, process_id: null });
  });

  test.each([
    [true, "Stopped the server.\n"],
    [false, "The server is not running.\n"],
  ])("stop when there was a server: %s", async (stopped, words) => {
    vi.mocked(stopEmbeddedServer).mockResolvedValue(stopped);
    expect(await run("server", "stop")).toEqual({ code: 0, stdout: words, stderr: "" });
    expect(JSON.parse((await run("server", "stop", "-o", "json")).stdout)).toEqual({ stopped });
  });

  test("logs prints the file, or its last lines", async () => {
    const logFile = join(folder, "server.log");
    writeFileSync(logFile, "one\ntwo\nthree\n");
    vi.mocked(getEmbeddedServerStatus).mockResolvedValue({ ...place, logFile, running: null });
    expect((await run("server", "logs")).stdout).toBe("one\ntwo\nthree\n");
    expect((await run("server", "logs", "--tail", "2")).stdout).toBe("two\nthree\n");
    expect((await run("server", "logs", "--tail", "0")).stdout).toBe("");
    expect((await run("server", "logs", "--tail", "9")).stdout).toBe("one\ntwo\nthree\n");
  });

  test("logs of a server that never ran", async () => {
    vi.mocked(getEmbeddedServerStatus).mockResolvedValue({
      ...place,
      logFile: join(folder, "none.log"),
      running: null,
    });
    const { code, stdout, stderr } = await run("server", "logs");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^Error: There is no log to show: ENOENT.*\nHint: /);
  });
});
