import { readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname } from "node:path";

import type { HostCheck, HostMode } from "../host-report.js";

const APPARMOR_SWITCH = "/proc/sys/kernel/apparmor_restrict_unprivileged_userns";
const CLONE_SWITCH = "/proc/sys/kernel/unprivileged_userns_clone";

/** Whether the start script could make the namespaces, and what forbids it when not. */
export async function checkNamespaces(mode: HostMode, isRoot: boolean): Promise<HostCheck> {
  const base = { name: "namespaces", need: "required" } as const;
  if (mode !== "none") {
    const what = mode === "root" ? "a mount namespace" : "a user and a mount namespace";
    return { ...base, ok: true, detail: `runs in ${what} of its own (mode ${mode})` };
  }
  return {
    ...base,
    ok: false,
    detail: isRoot
      ? "root may not make a mount namespace here (CAP_SYS_ADMIN is missing)"
      : "an ordinary user may not make a user namespace here",
    remedy: isRoot
      ? "give the container CAP_SYS_ADMIN (docker run --privileged)"
      : await userNamespaceRemedy(),
  };
}

/** What lets this user make user namespaces. */
export async function userNamespaceRemedy(): Promise<string> {
  if ((await readNumber(APPARMOR_SWITCH)) === 1) {
    return "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0";
  }
  if ((await readNumber(CLONE_SWITCH)) === 0) {
    return "sudo sysctl -w kernel.unprivileged_userns_clone=1";
  }
  return "sudo sysctl -w user.max_user_namespaces=65536";
}

/** Every directory on the way to the state must let the sandboxes' users pass. */
export async function checkStateDirectory(path: string, mode: HostMode): Promise<HostCheck> {
  const base = { name: "state-directory", need: "required" } as const;
  if (mode === "root") {
    for (let directory = path; directory !== "/"; directory = dirname(directory)) {
      const found = await stat(directory);
      if ((found.mode & 0o001) === 0) {
        const detail = `sandboxes cannot reach '${path}': other users may not enter '${directory}'`;
        return { ...base, ok: false, detail, remedy: `chmod o+x ${directory}` };
      }
    }
  }
  return { ...base, ok: true, detail: path };
}

/** Node for the built-in image comes as an ordinary package of this machine's architecture. */
export function checkNodePackage(architecture: string): HostCheck {
  const name = `node-linux-${architecture}`;
  const base = { name: "node", need: "optional" } as const;
  try {
    const path = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return { ...base, ok: true, detail: `package at ${dirname(path)}` };
  } catch {
    const detail = `the package '${name}' is missing: the built-in image has no Node`;
    return { ...base, ok: false, detail, remedy: `npm install ${name}` };
  }
}

async function readNumber(path: string): Promise<number | undefined> {
  try {
    return Number(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}
