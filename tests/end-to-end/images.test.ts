import { execFile } from "node:child_process";
import { createReadStream } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { Sandbox, Session, importImage, listImages, removeImage } from "cwsandbox";
import { afterAll, beforeAll, expect, test } from "vitest";

import { makeRootFileSystem, packDockerArchive, packLayer } from "../support/images.js";
import { useTestServer } from "../support/suite.js";

const server = useTestServer();
const execute = promisify(execFile);
const cli = fileURLToPath(new URL("../../packages/sdk/bin/cwsandbox.js", import.meta.url));

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "cwsandbox-images-"));
  const root = path.join(directory, "root");
  makeRootFileSystem(root);
  packLayer(root, path.join(directory, "base.tar"));
  const change = path.join(directory, "change");
  await mkdir(path.join(change, "etc"), { recursive: true });
  await writeFile(path.join(change, "etc/.wh.secret"), "");
  await writeFile(path.join(change, "etc/release"), "second layer\n");
  await execute("tar", ["-C", change, "-cf", path.join(directory, "change.tar"), "."]);
});

afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

test("a root file system that was imported runs, with the owners of its files", async () => {
  const image = await importImage({
    reference: "team/minimal:1",
    content: createReadStream(path.join(directory, "base.tar")),
  });
  expect(image.reference).toBe("team/minimal:1");
  await using sandbox = await Sandbox.run({ containerImage: "team/minimal:1" });
  expect((await sandbox.exec(["cat", "/etc/secret"])).stdout).toBe("for root\n");
  const owners = await sandbox.exec(["stat", "-c", "%u:%g %n", "/etc/passwd", "/srv/of-the-worker"]);
  expect(owners.stdout).toBe("0:0 /etc/passwd\n1000:1000 /srv/of-the-worker\n");
  await sandbox.writeFile("/etc/secret", Buffer.from("changed here\n"));

  await using neighbour = await Sandbox.run({ containerImage: "team/minimal:1" });
  expect(Buffer.from(await neighbour.readFile("/etc/secret")).toString()).toBe("for root\n");
});

test("an archive of docker brings its layers, environment, directory and user; the command line imports it", async () => {
  const archive = path.join(directory, "docker.tar");
  packDockerArchive(directory, {
    layers: ["base.tar", "change.tar"],
    config: { Env: ["PATH=/bin", "FLAVOUR=plain"], WorkingDir: "/srv", User: "worker" },
    archive,
  });
  const environment = { ...process.env, CWSANDBOX_BASE_URL: server.current.baseUrl };
  const imported = await execute(
    process.execPath,
    [cli, "images", "import", archive, "--name", "team/layered:2", "-o", "json"],
    {
      env: environment,
    },
  );
  expect(JSON.parse(imported.stdout)).toMatchObject({ reference: "team/layered:2" });

  await using sandbox = await Sandbox.run({
    containerImage: "team/layered:2",
    environmentVariables: { OWN: "yes" },
  });
  const shown = await sandbox.exec(["sh", "-c", "id -u; pwd; echo $FLAVOUR $OWN; cat /etc/release; ls /etc"]);
  expect(shown).toMatchObject({
    stderr: "",
    stdout: "1000\n/srv\nplain yes\nsecond layer\npasswd\nrelease\n",
  });
  await sandbox.writeFile("/srv/new", Buffer.from("by the worker"));
  expect((await sandbox.exec(["stat", "-c", "%u", "/srv/new"])).stdout).toBe("1000\n");
});

test("a streamed file is read with the rights of the image's user", async () => {
  const archive = path.join(directory, "worker.tar");
  packDockerArchive(directory, {
    layers: ["base.tar"],
    config: { Env: ["PATH=/bin"], User: "worker" },
    archive,
  });
  await importImage({
    reference: "team/worker:1",
    format: "docker-archive",
    content: createReadStream(archive),
  });
  await using sandbox = await Sandbox.run({ containerImage: "team/worker:1" });
  const read = async (file: string): Promise<string> => {
    let text = "";
    for await (const piece of sandbox.readFileStreaming(file)) text += Buffer.from(piece).toString();
    return text;
  };
  expect(await read("/srv/of-the-worker")).toBe("mine\n");
  await expect(read("/etc/secret")).rejects.toMatchObject({ reason: "CWSANDBOX_FILE_IO_FAILED" });
});

test("H5 sandboxes of different images side by side, one scope each", async () => {
  await using minimal = await Sandbox.run({ containerImage: "team/minimal:1" });
  await using standard = await Sandbox.run();
  const [small, large] = await Promise.all([
    minimal.exec(["sh", "-c", "cat /srv/of-the-worker; ls /usr 2>/dev/null || echo no usr"]),
    standard.exec(["sh", "-c", "cat /srv/of-the-worker 2>/dev/null || echo no worker; ls -d /usr"]),
  ]);
  expect([small.stdout, large.stdout]).toEqual(["mine\nno usr\n", "no worker\n/usr\n"]);
});

test("removing an image leaves running sandboxes alone; an image without node or Python says so to a function", async () => {
  await using session = new Session({ containerImage: "team/minimal:1" });
  const running = session.sandbox();
  await running.wait();
  await expect(
    session
      .function(() => 1)
      .remote()
      .result(),
  ).rejects.toThrow(/no "node"/);
  await expect(session.pythonFunction("def f(): pass").remote().result()).rejects.toThrow(/no "python3"/);
  await removeImage("team/minimal:1");
  expect((await listImages()).map(({ reference }) => reference)).not.toContain("team/minimal:1");
  expect((await running.exec(["cat", "/etc/secret"])).stdout).toBe("for root\n");
  const late = session.sandbox();
  await expect(late.wait()).rejects.toThrow(/team\/minimal:1/);
});
