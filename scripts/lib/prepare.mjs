// Brings a fresh clone on a Debian or Ubuntu machine to the point where everything can run.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";

import { hasProgram, root, runQuietly } from "./command.mjs";
import { Stop, step } from "./steps.mjs";

const OLDEST_NODE = [20, 19];

const program = (name, packageName = name) => ({ package: packageName, isThere: () => hasProgram(name) });

/** What the local engine needs, each with the Debian and Ubuntu package that brings it. */
const ENGINE_NEEDS = [
  program("crun"),
  program("conmon"),
  program("mkfs.ext4", "e2fsprogs"),
  program("unshare", "util-linux"),
];

/** What the tests need besides: the other runtime, shells to complete command lines in, and a Python that can make virtual environments, and for sandboxes, which see the host's own, NumPy. */
export const TEST_NEEDS = [
  ...ENGINE_NEEDS,
  program("runc"),
  program("setpriv", "util-linux"),
  program("zsh"),
  program("fish"),
  {
    package: "python3-venv",
    isThere: () => spawnSync("python3", ["-c", "import venv, ensurepip"]).status === 0,
  },
  {
    package: "python3-numpy",
    isThere: () => spawnSync("/usr/bin/python3", ["-c", "import numpy"]).status === 0,
  },
];

function checkHost() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    throw new Stop(
      `cwsandbox needs Node ${OLDEST_NODE.join(".")} or newer; this is Node ${process.versions.node}.\n` +
        "Install a newer one, for example with your version manager: nvm install 20",
    );
  }
  if (process.platform !== "linux") {
    throw new Stop(
      `The embedded engine runs on Linux; this is ${process.platform}.\n` +
        "Use a Linux machine (or virtual machine), or point CWSANDBOX_BASE_URL at a server.",
    );
  }
  return `Node ${process.versions.node}, ${process.arch}`;
}

function missingPackages(needs) {
  return [...new Set(needs.filter(({ isThere }) => !isThere()).map((need) => need.package))];
}

async function installSystemPackages(needs) {
  const packages = missingPackages(needs);
  if (packages.length === 0) return "all there";
  const install = ["install", "--yes", "--no-install-recommends", ...packages];
  const command = `apt-get update && apt-get ${install.join(" ")}`;
  if (!hasProgram("apt-get")) {
    throw new Stop(
      `These programs are missing and this machine has no apt-get: install ${packages.join(", ")} and run this again.`,
    );
  }
  const isRoot = process.getuid() === 0;
  const withSudo = !isRoot && (await canSudoSilently());
  if (!isRoot && !withSudo) {
    throw new Stop(`Run this one command, then try again:\n\n  sudo sh -c '${command}'\n`);
  }
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const asRoot = (words) =>
    runQuietly(isRoot ? "apt-get" : "sudo", isRoot ? words : ["-n", "apt-get", ...words], {
      env: environment,
    });
  await asRoot(["update"]);
  await asRoot(install);
  return packages.join(", ");
}

async function canSudoSilently() {
  if (!hasProgram("sudo")) return false;
  return runQuietly("sudo", ["-n", "true"]).then(
    () => true,
    () => false,
  );
}

/**
 * A copy of the lock file lies in what was installed: equal content means nothing to do. `npm install` and not
 * `npm ci`, because ci refuses a lock without the binaries of systems that a registry may not carry; the versions
 * are those of the lock all the same, and `--no-save` leaves it untouched.
 */
async function installNodePackages() {
  const installed = path.join(root, "node_modules", ".cwsandbox-lock");
  const lock = path.join(root, "package-lock.json");
  if (existsSync(installed) && readFileSync(installed, "utf8") === readFileSync(lock, "utf8"))
    return "all there";
  await runQuietly("npm", ["install", "--no-save", "--no-audit", "--no-fund"]);
  copyFileSync(lock, installed);
  return "installed";
}

async function build() {
  await runQuietly("npm", ["run", "build", "--silent"]);
}

/** System packages, npm packages, build. Every step is quick when there is nothing to do. */
export async function prepare(needs = ENGINE_NEEDS) {
  await step("machine", checkHost);
  await step("system packages", () => installSystemPackages(needs));
  await step("npm packages", installNodePackages);
  await step("build", build);
}
