import { mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { CWSandboxValidationError, Sandbox, SandboxFileError } from "cwsandbox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { importHostImage } from "../support/imported-image.js";
import { hideExtension, type PlainServer } from "../support/plain-contract.js";
import { useTestServer } from "../support/suite.js";

const server = useTestServer();
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

let local: string;
beforeAll(async () => {
  local = await mkdtemp(join(tmpdir(), "cwsandbox-folders-"));
});
afterAll(async () => {
  await rm(local, { recursive: true, force: true });
});

async function refusal(work: PromiseLike<unknown>): Promise<SandboxFileError> {
  const outcome = await Promise.resolve(work).then(
    () => "no error",
    (error: unknown) => error,
  );
  if (outcome instanceof SandboxFileError) return outcome;
  throw new Error(`expected a SandboxFileError, got ${String(outcome)}`);
}

// The same tests against our server, and against one that has only the shared contract: there by commands.
describe.each(["extension", "shared contract"])("over the %s", (contract) => {
  let plain: PlainServer | undefined;
  let sandbox: Sandbox;
  beforeAll(async () => {
    if (contract === "shared contract") plain = await hideExtension(server.current.baseUrl);
    sandbox = new Sandbox({
      containerImage: "builtin",
      baseUrl: plain?.baseUrl ?? server.current.baseUrl,
    });
    await sandbox.wait();
  });
  afterAll(async () => {
    await sandbox.stop({ gracefulShutdownSeconds: 0 });
    await plain?.[Symbol.asyncDispose]();
  });

  const run = async (script: string): Promise<string> =>
    (await sandbox.exec(["sh", "-c", script], { check: true })).stdout;

  test("directories are made, listed, described and removed", async () => {
    await sandbox.files.makeDirectory("/work/a/b");
    await sandbox.files.makeDirectory("/work/a/b");
    await sandbox.writeFile("/work/a/b/one.txt", bytes("one"));
    await sandbox.writeFile("/work/a/odd  ü name\nwith newline", bytes("x"));
    await run("ln -s b/one.txt /work/a/link; mkfifo /work/a/pipe; chmod 640 /work/a/b/one.txt");
    const found = new Map((await sandbox.files.list("/work/a")).map(({ name, type }) => [name, type]));
    expect(found).toEqual(
      new Map([
        ["b", "directory"],
        ["link", "symlink"],
        ["odd  ü name\nwith newline", "file"],
        ["pipe", "other"],
      ]),
    );
    const info = await sandbox.files.stat("/work/a/link");
    expect(info).toMatchObject({
      path: "/work/a/link",
      name: "link",
      type: "file",
      sizeBytes: 3,
      mode: 0o640,
    });
    expect(Math.abs(info.modifiedAt.getTime() - Date.now())).toBeLessThan(3600_000);
    const below = await sandbox.files.list("/work", { recursive: true });
    expect(below.map(({ path }) => path)).toContain("/work/a/b/one.txt");
    expect(below).toHaveLength(6);
    expect((await refusal(sandbox.files.remove("/work/a"))).reason).toBe("CWSANDBOX_FILE_IS_DIRECTORY");
    await sandbox.files.remove("/work/a/link");
    expect(await run("cat /work/a/b/one.txt")).toBe("one");
    await sandbox.files.remove("/work", { recursive: true });
    expect((await refusal(sandbox.files.stat("/work"))).reason).toBe("CWSANDBOX_FILE_NOT_FOUND");
    expect((await refusal(sandbox.files.list("/work"))).filepath).toBe("/work");
    expect((await refusal(sandbox.files.list("/etc/passwd"))).reason).toBe("CWSANDBOX_FILE_IO_FAILED");
    expect((await refusal(sandbox.files.makeDirectory("/etc/passwd/x"))).filepath).toBe("/etc/passwd/x");
  });

  test("E6 a folder goes there and back as one stream, with its modes, links and odd names", async () => {
    const source = join(local, contract, "source");
    await mkdir(join(source, "sub/empty"), { recursive: true });
    await writeFile(join(source, "run.sh"), "#!/bin/sh\necho hi\n", { mode: 0o755 });
    await writeFile(join(source, "sub/ümlaut, blanks\nand newline"), "x".repeat(100_000));
    await symlink("../run.sh", join(source, "sub/link"));
    const seen: object[] = [];
    const onProgress = (progress: object): unknown => seen.push(progress);
    await sandbox.files.upload(source, "/app", { onProgress });
    expect(seen.at(-1)).toEqual({ bytes: 100_018, totalBytes: 100_018 });
    expect(await run("/app/sub/link; stat -c %u:%g:%a /app/run.sh")).toBe("hi\n0:0:755\n");
    const back = join(local, contract, "back");
    await sandbox.files.download("/app", back, { onProgress });
    expect(seen.at(-1)).toEqual({ bytes: 100_018 });
    expect((await readdir(back, { recursive: true })).sort()).toEqual(
      (await readdir(source, { recursive: true })).sort(),
    );
    expect(await readFile(join(back, "sub/ümlaut, blanks\nand newline"), "utf8")).toBe("x".repeat(100_000));
    expect(await readlink(join(back, "sub/link"))).toBe("../run.sh");
    expect((await stat(join(back, "run.sh"))).mode & 0o777).toBe(0o755);
  });

  test("a single file goes to the very path, over what is there", async () => {
    const one = join(local, contract, "one.txt");
    await mkdir(join(local, contract), { recursive: true });
    await writeFile(one, "first");
    await sandbox.files.upload(one, "/new/place/two.txt");
    await writeFile(one, "2nd");
    await sandbox.files.upload(one, "/new/place/two.txt");
    const seen: object[] = [];
    const here = join(local, contract, "three.txt");
    await sandbox.files.download("/new/place/two.txt", here, {
      onProgress: (progress) => seen.push(progress),
    });
    expect(await readFile(here, "utf8")).toBe("2nd");
    expect(seen).toEqual([{ bytes: 3, totalBytes: 3 }]);
    await expect(sandbox.files.download("/new", one)).rejects.toThrow(/no folder/);
    expect((await refusal(sandbox.files.download("/nope", one))).reason).toBe("CWSANDBOX_FILE_NOT_FOUND");
    expect(await readFile(one, "utf8")).toBe("2nd");
    await expect(sandbox.files.upload(one, "/new/place/")).rejects.toMatchObject({ field: "remotePath" });
    await expect(sandbox.files.upload(join(local, "nope"), "/x")).rejects.toThrow(/nope/);
  });

  test("what a hostile sandbox packs never gets out of the folder", async () => {
    const outside = join(local, contract, "outside");
    await mkdir(outside, { recursive: true });
    await run(
      `mkdir -p /evil/up; ln -s ${outside} /evil/out; ln -s ../../.. /evil/up/three; touch /evil/file`,
    );
    const target = join(local, contract, "target");
    expect((await refusal(sandbox.files.download("/evil", target))).message).toContain("may lead out");
    await sandbox.files.download("/evil", target, { unsafeLinks: "skip" });
    expect((await readdir(target, { recursive: true })).sort()).toEqual(["file", "up"]);
    await run("chmod 6755 /evil/file; mkfifo /evil/pipe; ln /evil/file /evil/same");
    await sandbox.files.download("/evil", target, { unsafeLinks: "skip" });
    expect((await stat(join(target, "file"))).mode & 0o7000).toBe(0);
    expect((await readdir(target)).sort()).toEqual(["file", "same", "up"]);
    const few = sandbox.files.download("/evil", target, { unsafeLinks: "skip", maxEntries: 2 });
    expect((await refusal(few)).message).toContain("maxEntries");
    await run(`cd /evil && touch "$(printf 'bad\\377name')"`);
    const bad = sandbox.files.download("/evil", target, { unsafeLinks: "skip" });
    expect((await refusal(bad)).message).toContain("not UTF-8");
    const names = (await sandbox.files.list("/evil")).map(({ name }) => name);
    expect(names).toContain("bad\uFFFDname");
    expect(await readdir(outside)).toEqual([]);
  });

  test("folders 200 levels deep", async () => {
    const levels = Array.from({ length: 200 }, () => "d");
    const source = join(local, contract, "deep");
    await mkdir(join(source, ...levels), { recursive: true });
    await writeFile(join(source, ...levels, "bottom"), "deep");
    await sandbox.files.upload(source, "/deep");
    expect(await sandbox.files.list("/deep", { recursive: true })).toHaveLength(201);
    const back = join(local, contract, "deep-back");
    await sandbox.files.download("/deep", back);
    expect(await readFile(join(back, ...levels, "bottom"), "utf8")).toBe("deep");
    await sandbox.files.remove("/deep", { recursive: true });
  });

  test("10,000 small files", async () => {
    const source = join(local, contract, "many");
    for (let folder = 0; folder < 100; folder += 1) {
      await mkdir(join(source, `f${folder}`), { recursive: true });
      for (let file = 0; file < 100; file += 1) {
        await writeFile(join(source, `f${folder}`, `${file}.txt`), `${folder}/${file}`);
      }
    }
    await sandbox.files.upload(source, "/many");
    expect(await run("find /many -type f | wc -l; cat /many/f37/42.txt")).toBe("10000\n37/42");
    const found = await sandbox.files.list("/many", { recursive: true });
    expect(found.filter(({ type }) => type === "file")).toHaveLength(10_000);
    const back = join(local, contract, "many-back");
    await sandbox.files.download("/many", back);
    expect(await readdir(back)).toHaveLength(100);
    expect(await readFile(join(back, "f99/99.txt"), "utf8")).toBe("99/99");
    await sandbox.files.remove("/many", { recursive: true });
  });

  test("wrong arguments are refused before anything is sent", () => {
    const { files } = new Sandbox({ baseUrl: "http://127.0.0.1:9" });
    const options: object = { recursiv: true };
    const text: number = JSON.parse('"1"');
    for (const call of [
      () => files.list("relative"),
      () => files.list("/x", options),
      () => files.stat(""),
      () => files.remove("/a\0b"),
      () => files.upload("", "/x"),
      () => files.upload("x", "relative"),
      () => files.download("relative", "x"),
      () => files.download("/x", "x", { maxEntries: text }),
      () => files.watch("relative"),
    ]) {
      expect(call).toThrow(CWSandboxValidationError);
    }
  });
});

describe("only over the extension", () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await Sandbox.run();
  });
  afterAll(() => sandbox.stop({ gracefulShutdownSeconds: 0 }).result());

  test("watch tells what happens below a directory, and ends with its loop", async () => {
    await sandbox.files.makeDirectory("/watched");
    const changes = await sandbox.files.watch("/watched", { recursive: true });
    const script = "cd /watched; mkdir sub; echo a > sub/file; mv sub/file moved; rm moved";
    await sandbox.exec(["sh", "-c", script], { check: true });
    await sandbox.writeFile("/watched/last", bytes("x"));
    const seen: string[] = [];
    for await (const { kind, path } of changes) {
      seen.push(`${kind} ${path}`);
      if (path === "/watched/last") break;
    }
    expect(seen).toEqual(
      expect.arrayContaining(["created /watched/sub", "removed /watched/moved", "created /watched/last"]),
    );
  });

  test("a watch ends with its signal, and with its sandbox", async () => {
    const controller = new AbortController();
    const aborted = await sandbox.files.watch("/tmp", { signal: controller.signal });
    controller.abort(new Error("enough"));
    const next = aborted[Symbol.asyncIterator]().next();
    await expect(next).rejects.toThrow("enough");
    const other = await Sandbox.run();
    const orphaned = await other.files.watch("/tmp");
    await other.stop({ gracefulShutdownSeconds: 0 });
    await expect(orphaned[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      reason: "CWSANDBOX_SANDBOX_NOT_RUNNING",
    });
    await expect(sandbox.files.watch("/nope")).rejects.toMatchObject({ reason: "CWSANDBOX_FILE_NOT_FOUND" });
  });

  test("mounted files and the kernel's trees are neither removed nor filled", async () => {
    const mountedFiles = { "/etc/app/config": "mounted" };
    await Sandbox.use({ mountedFiles }, async ({ files }) => {
      for (const path of ["/etc/app/config", "/etc/app"]) {
        expect((await refusal(files.remove(path, { recursive: true }))).message).toContain("mounted");
      }
      const one = join(local, "one");
      await writeFile(one, "mine");
      expect((await refusal(files.upload(one, "/etc/app/config"))).message).toContain("mounted");
      expect((await refusal(files.upload(one, "/proc/sys/kernel/hostname"))).reason).toBe(
        "CWSANDBOX_FILE_PERMISSION_DENIED",
      );
      await refusal(files.remove("/proc/sys", { recursive: true }));
      await refusal(files.makeDirectory("/sys/fs/new"));
    });
  });

  test("an image without a shell or tar, and a user who is not root", async () => {
    await using image = await importHostImage({ reference: "files-bare" });
    await Sandbox.use(
      { containerImage: image.reference, command: "/bin/sleep", args: ["1000"] },
      async ({ files }) => {
        const source = join(local, "bare");
        await mkdir(source);
        await writeFile(join(source, "a"), "x");
        await files.upload(source, "/srv/new");
        expect((await files.list("/srv/new")).map(({ name }) => name)).toEqual(["a"]);
        await files.download("/srv", join(local, "bare-back"));
        expect(await readFile(join(local, "bare-back/of-the-worker"), "utf8")).toBe("mine\n");
      },
    );
  });
});

test("against the shared contract a watch is refused, and a missing tar is named", async () => {
  await using plain = await hideExtension(server.current.baseUrl);
  await using sandbox = new Sandbox({ containerImage: "builtin", baseUrl: plain.baseUrl });
  await expect(sandbox.files.watch("/tmp")).rejects.toMatchObject({ field: "watch" });
  await using image = await importHostImage({ reference: "files-no-tar" });
  await using bare = new Sandbox({
    containerImage: image.reference,
    command: "/bin/sleep",
    args: ["1000"],
    baseUrl: plain.baseUrl,
  });
  expect((await refusal(bare.files.upload(local, "/x"))).message).toContain("tar");
  await bare.stop({ gracefulShutdownSeconds: 0 });
  await sandbox.stop({ gracefulShutdownSeconds: 0 });
});
