import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The programs a sandbox and these tests need; their libraries come along. */
const PROGRAMS = ["sh", "cat", "ls", "id", "stat", "sleep", "pwd", "printenv", "echo"];

/** Copies a minimal system out of this host's own files into a directory. */
export function makeRootFileSystem(root: string): void {
  for (const name of ["bin", "etc", "tmp", "root", "srv"])
    mkdirSync(path.join(root, name), { recursive: true });
  chmodSync(path.join(root, "tmp"), 0o1777);
  for (const name of PROGRAMS) addProgram(root, `/usr/bin/${name}`);
  writeFileSync(
    path.join(root, "etc/passwd"),
    "root:x:0:0::/root:/bin/sh\nworker:x:1000:1000::/srv:/bin/sh\n",
  );
  writeFileSync(path.join(root, "etc/secret"), "for root\n", { mode: 0o600 });
  writeFileSync(path.join(root, "srv/of-the-worker"), "mine\n");
}

/** Copies a program of this host and the libraries it needs into a root file system. */
export function addProgram(root: string, file: string): void {
  const program = realpathSync(file);
  cpSync(program, path.join(root, "bin", path.basename(file)));
  for (const [library] of execFileSync("ldd", [program], { encoding: "utf8" }).matchAll(/\/\S+/g))
    cpSync(realpathSync(library), path.join(root, library));
}

/** Copies the Node that runs these tests into a root file system. */
export function addThisNode(root: string): void {
  addProgram(root, process.execPath);
}

/** Packs a directory, everything owned by root but `worker`'s files. */
export function packLayer(root: string, archive: string): void {
  const worker = path.join(root, "srv");
  execFileSync("chown", ["-R", "1000:1000", worker]);
  execFileSync("tar", ["-C", root, "-cf", archive, "."]);
}

export interface DockerConfig {
  readonly Env?: readonly string[];
  readonly Entrypoint?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly WorkingDir?: string;
  readonly User?: string;
}

/** What `docker save` writes: a manifest, a configuration and the layers. */
export function packDockerArchive(
  directory: string,
  {
    layers,
    config,
    archive,
  }: { readonly layers: readonly string[]; readonly config: DockerConfig; readonly archive: string },
): void {
  const diffIds = layers.map(
    (layer) =>
      `sha256:${createHash("sha256")
        .update(readFileSync(path.join(directory, layer)))
        .digest("hex")}`,
  );
  const configText = JSON.stringify({
    architecture: process.arch === "x64" ? "amd64" : process.arch,
    os: "linux",
    config,
    rootfs: { type: "layers", diff_ids: diffIds },
  });
  const configName = `${createHash("sha256").update(configText).digest("hex")}.json`;
  writeFileSync(path.join(directory, configName), configText);
  writeFileSync(
    path.join(directory, "manifest.json"),
    JSON.stringify([{ Config: configName, RepoTags: ["x:1"], Layers: layers }]),
  );
  execFileSync("tar", ["-C", directory, "-cf", archive, "manifest.json", configName, ...layers]);
}
