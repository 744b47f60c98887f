import type { HostCheck } from "../host-report.js";
import { userNamespaceRemedy } from "./simple-checks.js";
import { tryLimitedRoot, tryPlainRoot } from "./trial.js";
import type { Trial } from "./trial.js";

/** In the complaint of the launch helper. */
const NO_USER_NAMESPACE = "new user namespace";

/** Whether root file systems can be assembled here: at all, and with a limit of their size. */
export async function checkRoots(trial: Trial, mkfs: string | undefined): Promise<readonly HostCheck[]> {
  const plain = await tryPlainRoot(trial);
  if (plain?.includes(NO_USER_NAMESPACE) === true) {
    return [await userNamespaceCheck(plain)];
  }
  const overlay = overlayCheck(plain, trial);
  if (!overlay.ok) {
    return [overlay];
  }
  return [overlay, await checkDisk(trial, mkfs)];
}

async function userNamespaceCheck(failure: string): Promise<HostCheck> {
  return {
    name: "user-namespaces",
    need: "required",
    ok: false,
    detail: `user namespaces cannot be made here, so nothing would keep root inside apart from root outside: ${failure}`,
    remedy: await userNamespaceRemedy(),
  };
}

function overlayCheck(failure: string | undefined, { mode }: Trial): HostCheck {
  const base = { name: "overlay", need: "required" } as const;
  if (failure === undefined) {
    const detail =
      mode === "root" ? "overlay over an id-mapped image works" : "overlay as an ordinary user works";
    return { ...base, ok: true, detail };
  }
  return {
    ...base,
    ok: false,
    detail: `a root file system cannot be mounted here: ${failure}`,
    remedy:
      "use Linux 5.19 or newer (Ubuntu 22.04: apt-get install -y linux-generic-hwe-22.04) and a state directory on ext4, xfs, btrfs or tmpfs",
  };
}

async function checkDisk(trial: Trial, mkfs: string | undefined): Promise<HostCheck> {
  const base = { name: "disk-limit", need: "optional" } as const;
  if (trial.mode !== "root") {
    return { ...base, ok: false, detail: "an ordinary user cannot limit the disk space of a sandbox" };
  }
  if (mkfs === undefined) {
    const detail = "disk space cannot be limited: mkfs.ext4 is missing";
    return { ...base, ok: false, detail, remedy: "apt-get install -y e2fsprogs" };
  }
  const failure = await tryLimitedRoot(trial, mkfs).catch(String);
  if (failure === undefined) {
    return { ...base, ok: true, detail: "ext4 on a loop device works" };
  }
  return {
    ...base,
    ok: false,
    detail: `disk space cannot be limited: ${failure}`,
    remedy: "modprobe loop; in a container: docker run --privileged",
  };
}
