import { constants } from "node:fs";
import { chmod, copyFile, mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BuiltinPlan } from "./plan.js";

const DIRECTORIES = [
  "dev",
  "etc",
  "home",
  "mnt",
  "opt",
  "proc",
  "run",
  "srv",
  "sys",
  "usr",
  "var",
  "var/lib",
];
/** Mode 1777: everybody may write, and nobody may remove what is another's. */
const SHARED_DIRECTORIES = ["tmp", "var/tmp"];

const FILES: Readonly<Record<string, string>> = {
  "etc/passwd": [
    "root:x:0:0:root:/root:/bin/sh",
    "daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin",
    "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin",
    "",
  ].join("\n"),
  "etc/group": ["root:x:0:", "daemon:x:1:", "tty:x:5:", "users:x:100:", "nogroup:x:65534:", ""].join("\n"),
  "etc/hosts": ["127.0.0.1\tlocalhost", "::1\tlocalhost ip6-localhost ip6-loopback", ""].join("\n"),
  "etc/nsswitch.conf": ["passwd: files", "group: files", "shadow: files", "hosts: files dns", ""].join("\n"),
};

/** The parts of the image that are made; names inside its folder. */
export const SKELETON = { root: "rootfs", usrLocal: "usr-local", empty: "empty" } as const;

/** Makes the root directory, which is mostly a set of places to mount something. */
export async function makeSkeleton(imageDirectory: string, plan: BuiltinPlan): Promise<void> {
  const root = join(imageDirectory, SKELETON.root);
  await makeDirectory(root, 0o755);
  for (const name of DIRECTORIES) await makeDirectory(join(root, name), 0o755);
  for (const name of SHARED_DIRECTORIES) await makeDirectory(join(root, name), 0o1777);
  await makeDirectory(join(root, "root"), 0o700);
  for (const [name, text] of Object.entries(FILES)) await makeFile(join(root, name), text);
  for (const [name, target] of Object.entries(plan.links)) await symlink(target, join(root, name));
  if (plan.osRelease) await symlink("../usr/lib/os-release", join(root, "etc/os-release"));
  for (const { path, directory } of plan.shown) {
    const place = join(root, path);
    await mkdir(dirname(place), { recursive: true });
    if (directory) await mkdir(place, { recursive: true });
    else await makeFile(place, "");
  }
}

/** Makes what lies at `/usr/local`: Node, copied so that an update of the server takes it from nobody. */
export async function makeUsrLocal(
  imageDirectory: string,
  plan: BuiltinPlan,
  nodeBinary: string,
): Promise<void> {
  const usrLocal = join(imageDirectory, SKELETON.usrLocal);
  for (const name of ["", "bin", "sbin", "lib", "share"]) await makeDirectory(join(usrLocal, name), 0o755);
  const node = join(usrLocal, "bin/node");
  await copyFile(nodeBinary, node, constants.COPYFILE_FICLONE);
  await chmod(node, 0o755);
  if (plan.python) await symlink("/usr/bin/python3", join(usrLocal, "bin/python"));
  await makeDirectory(join(imageDirectory, SKELETON.empty), 0o755);
}

/** The umask has no say. */
async function makeDirectory(path: string, mode: number): Promise<void> {
  await mkdir(path, { recursive: true });
  await chmod(path, mode);
}

async function makeFile(path: string, text: string): Promise<void> {
  await writeFile(path, text);
  await chmod(path, 0o644);
}
