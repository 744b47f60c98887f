import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Sandbox } from "cwsandbox";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { runCommandLine, startCommandLine } from "../support/command-line.js";
import { useTestServer } from "../support/suite.js";

useTestServer();

let sandbox: Sandbox;
let id = "";
let folder = "";
beforeAll(async () => {
  sandbox = await Sandbox.run();
  id = String(sandbox.sandboxId);
  folder = mkdtempSync(path.join(tmpdir(), "cwsandbox-command-line-"));
  mkdirSync(path.join(folder, "data", "deeper"), { recursive: true });
  writeFileSync(path.join(folder, "data", "one.txt"), "one\n");
  writeFileSync(path.join(folder, "data", "deeper", "two words.bin"), Buffer.from([0, 255, 10, 13]));
});
afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  await sandbox.exec(["rm", "-rf", "/work"], { check: true });
});

async function pathsBelow(directory: string): Promise<string[]> {
  const files = await sandbox.files.list(directory, { recursive: true });
  return files.map((file) => file.path).sort();
}

/** Copies and expects success; gives the text. */
async function copy(...words: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runCommandLine("cp", ...words);
  expect({ code, stderr: stderr.replaceAll(/^Copying .*\n/gm, "") }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

describe("cp into a sandbox", () => {
  test("a folder becomes the target, and goes into a target that exists", async () => {
    const local = path.join(folder, "data");
    expect(await copy(local, `${id}:/work/data`)).toBe(`Copied 8 B to ${id}:/work/data.\n`);
    const inside = ["/work/data/deeper", "/work/data/deeper/two words.bin", "/work/data/one.txt"];
    expect(await pathsBelow("/work/data")).toEqual(inside);
    expect(Buffer.from(await sandbox.readFile("/work/data/deeper/two words.bin"))).toEqual(
      Buffer.from([0, 255, 10, 13]),
    );
    expect(await copy(local, `${id}:/work/data`)).toBe(`Copied 8 B to ${id}:/work/data/data.\n`);
    await copy(`${local}/.`, `${id}:/work/data/data`);
    expect(await pathsBelow("/work/data/data")).toEqual(
      inside.map((file) => file.replace("/work/data", "/work/data/data")),
    );
  });

  test("a file gets the name of the target, or its own in a folder", async () => {
    const local = path.join(folder, "data", "one.txt");
    await copy(local, `${id}:/work/new/name`);
    await copy(local, `${id}:/work/new`);
    await copy(local, `${id}:/work/other/`);
    expect(await pathsBelow("/work")).toEqual([
      "/work/new",
      "/work/new/name",
      "/work/new/one.txt",
      "/work/other",
      "/work/other/one.txt",
    ]);
  });

  test("what is missing here is an error", async () => {
    const { code, stderr } = await runCommandLine("cp", path.join(folder, "missing"), `${id}:/work/x`);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Error: [^\n]*missing[^\n]*\n$/);
  });
});

describe("cp out of a sandbox", () => {
  test("folders and files follow the same rules", async () => {
    await sandbox.writeFile("/work/in/a", Buffer.from("a"));
    await sandbox.writeFile("/work/in/b/c", Buffer.from("c"));
    const target = path.join(folder, "out");
    expect(await copy(`${id}:/work/in`, target)).toBe(`Copied 2 B to ${target}.\n`);
    await copy(`${id}:/work/in`, target);
    await copy(`${id}:/work/in/b/c`, target);
    await copy(`${id}:/work/in/a`, path.join(folder, "new", path.sep));
    expect(new Set(readdirSync(target, { recursive: true, encoding: "utf8" }))).toEqual(
      new Set(["a", "b", "b/c", "c", "in", "in/a", "in/b", "in/b/c"]),
    );
    expect(readFileSync(path.join(folder, "new", "a"), "utf8")).toBe("a");
    const answer = await copy("-o", "json", `${id}:/work/in/a`, path.join(folder, "again"));
    expect(JSON.parse(answer)).toEqual({ target: path.join(folder, "again"), size_bytes: 1 });
  });

  test("a name that climbs does not leave the target", async () => {
    await sandbox.writeFile("/work/in/a", Buffer.from("a"));
    await sandbox.files.makeDirectory("/work/in/b");
    const target = path.join(folder, "below", "here");
    mkdirSync(target, { recursive: true });
    await copy(`${id}:/work/in/b/..`, target);
    expect(readdirSync(path.join(folder, "below"))).toEqual(["here"]);
  });

  test("what is missing there is an error, and nothing appears here", async () => {
    const { code, stderr } = await runCommandLine("cp", `${id}:/work/missing`, path.join(folder, "nothing"));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Error: [^\n]*\/work\/missing[^\n]*\n$/);
    expect(readdirSync(folder)).not.toContain("nothing");
  });

  test("Ctrl-C ends it, and no half file stays", async () => {
    await sandbox.exec(["sh", "-c", "mkdir -p /work/in; truncate -s 20G /work/in/endless"], { check: true });
    const target = path.join(folder, "interrupted");
    const child = startCommandLine(["cp", `${id}:/work/in`, target]);
    const ended = once(child, "close");
    await once(child.stderr, "data");
    expect(readdirSync(target)).not.toEqual([]);
    child.kill("SIGINT");
    expect(await ended).toEqual([130, null]);
    expect(readdirSync(target)).toEqual([]);
  });
});

test("cp tells its progress on stderr, line by line, unless -q", async () => {
  const local = path.join(folder, "large");
  writeFileSync(local, Buffer.alloc(3_000_000));
  const { stderr } = await runCommandLine("cp", local, `${id}:/work/large`);
  expect(stderr).toMatch(/^Copying large: \d+ % /);
  expect(stderr).toMatch(/\nCopying large: 100 % \(2\.9 MiB of 2\.9 MiB\)\n$/);
  expect(await runCommandLine("cp", "-q", local, `${id}:/work/large`)).toEqual({
    code: 0,
    stdout: "",
    stderr: "",
  });
});

describe("files", () => {
  beforeEach(async () => {
    await sandbox.writeFile("/work/b.txt", Buffer.from("12345"));
    await sandbox.writeFile("/work/a/c", Buffer.alloc(2048));
  });

  test("ls lists by name, -R everything below by path", async () => {
    const { code, stdout } = await runCommandLine("files", "ls", id, "/work");
    expect(code).toBe(0);
    const time = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC`;
    expect(stdout).toMatch(
      new RegExp(
        `^MODE +SIZE +MODIFIED AT +NAME\n[- ]+\ndrwx\\S+ +- +${time} +a\n-rw\\S+ +5 B +${time} +b.txt\n$`,
      ),
    );
    const json = await runCommandLine("files", "ls", "-R", id, "/work", "-o", "json");
    const time8601 = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
    expect(JSON.parse(json.stdout)).toEqual([
      { path: "/work/a", name: "a", type: "directory", size_bytes: 0, mode: "0755", modified_at: time8601 },
      { path: "/work/a/c", name: "c", type: "file", size_bytes: 2048, mode: "0644", modified_at: time8601 },
      {
        path: "/work/b.txt",
        name: "b.txt",
        type: "file",
        size_bytes: 5,
        mode: "0644",
        modified_at: time8601,
      },
    ]);
  });

  test("a hostile name cannot forge rows or drive the terminal", async () => {
    await sandbox.exec(["sh", "-c", String.raw`mkdir /work/odd; touch "$(printf '/work/odd/x\n\033[2Jy')"`]);
    const { stdout } = await runCommandLine("files", "ls", id, "/work/odd");
    expect(stdout.trimEnd().split("\n")).toHaveLength(3);
    expect(stdout).toContain("x??[2Jy");
  });

  test("stat shows one file", async () => {
    const { stdout } = await runCommandLine("files", "stat", id, "/work/b.txt");
    expect(stdout).toMatch(
      /^PATH {2,}\/work\/b\.txt\nTYPE {2,}file\nSIZE {2,}5 B\nMODE {2,}0644 -rw-r--r--\nMODIFIED AT /,
    );
    const json = await runCommandLine("files", "stat", id, "/work/b.txt", "-o", "json");
    expect(JSON.parse(json.stdout)).toMatchObject({ path: "/work/b.txt", size_bytes: 5 });
  });

  test("mkdir and rm say what they did", async () => {
    expect((await runCommandLine("files", "mkdir", id, "/work/x/y")).stdout).toBe("Made /work/x/y.\n");
    const refused = await runCommandLine("files", "rm", id, "/work/x");
    expect(refused.code).toBe(1);
    expect(refused.stderr).toBe(
      "Error: /work/x is a directory. Use -r to remove it with all that is in it.\n",
    );
    expect((await runCommandLine("files", "rm", "-r", id, "/work/x")).stdout).toBe("Removed /work/x.\n");
    const json = await runCommandLine("files", "rm", id, "/work/b.txt", "-o", "json");
    expect(JSON.parse(json.stdout)).toEqual({ sandbox_id: id, path: "/work/b.txt", removed: true });
    expect(await pathsBelow("/work")).toEqual(["/work/a", "/work/a/c"]);
    const missing = await runCommandLine("files", "rm", id, "/work/b.txt");
    expect(missing.code).toBe(1);
    expect(missing.stderr).toMatch(/^Error: [^\n]*\/work\/b\.txt[^\n]*\n$/);
  });
});

test("a container is named by --container, and one that is not there is refused by name", async () => {
  expect((await runCommandLine("exec", "--container", "main", id, "echo", "in main")).stdout).toBe(
    "in main\n",
  );
  for (const words of [
    ["exec", id, "--container", "other", "true"],
    ["files", "read", id, "/etc/passwd", "--container", "other"],
  ]) {
    const { code, stderr } = await runCommandLine(...words);
    expect(code).toBe(1);
    expect(stderr).toContain('"other"');
  }
  const direct = await runCommandLine("exec", "--data-plane-mode", "direct", id, "true");
  expect(direct.code).toBe(2);
  expect(direct.stderr).toContain(
    "Direct connections are not supported by this release. Use auto or gateway.",
  );
  expect((await runCommandLine("exec", "--data-plane-mode", "gateway", id, "true")).code).toBe(0);
});
