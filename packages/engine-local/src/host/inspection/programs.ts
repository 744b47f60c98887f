import { access, constants } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { findProgram } from "../find-program.js";
import type { HostCheck, HostProgram } from "../host-report.js";
import { run } from "../run.js";

export interface ProgramFinding {
  readonly program?: HostProgram;
  readonly check: HostCheck;
}

export interface WantedProgram {
  readonly name: string;
  /** Searched first; default: PATH. */
  readonly directory?: string;
  /** Debian and Ubuntu package that has it. */
  readonly package: string;
  readonly need: HostCheck["need"];
  /** What is missing without it. */
  readonly purpose: string;
  /** Text its version output must contain, such as a feature it was built with. */
  readonly wantedFeature?: RegExp;
}

/** Looks for a program and really runs it, for its version. */
export async function checkProgram(wanted: WantedProgram): Promise<ProgramFinding> {
  const path = await findProgram(wanted.name, wanted.directory);
  const base = { name: wanted.name, need: wanted.need };
  const remedy = `apt-get install -y ${wanted.package}`;
  if (path === undefined) {
    return {
      check: { ...base, ok: false, detail: `'${wanted.name}' is not installed: ${wanted.purpose}`, remedy },
    };
  }
  const result = await run([path, versionFlag(wanted.name)]).catch((error: unknown) => ({
    exitCode: 1,
    stdout: "",
    stderr: String(error),
  }));
  const text = `${result.stdout}\n${result.stderr}`;
  if (result.exitCode !== 0) {
    return { check: { ...base, ok: false, detail: `'${path}' does not run: ${text.trim()}`, remedy } };
  }
  if (wanted.wantedFeature !== undefined && !wanted.wantedFeature.test(text)) {
    return {
      check: { ...base, ok: false, detail: `'${path}' cannot filter system calls (seccomp)`, remedy },
    };
  }
  const version = /\d+\.\d+[\w.+~-]*/.exec(text)?.[0] ?? "unknown";
  return { program: { path, version }, check: { ...base, ok: true, detail: `${version} at ${path}` } };
}

function versionFlag(name: string): string {
  return name.startsWith("mkfs.") ? "-V" : "--version";
}

/** The launch helper that comes with this package, for this machine. */
export async function checkLaunch(architecture: string): Promise<ProgramFinding> {
  const path = fileURLToPath(new URL(`../../../prebuilt/linux-${architecture}/launch`, import.meta.url));
  const base = { name: "launch", need: "required" } as const;
  try {
    await access(path, constants.F_OK);
  } catch {
    const detail = `There is no launch helper for the architecture '${architecture}'; there are ones for x64 and arm64`;
    return {
      check: {
        ...base,
        ok: false,
        detail,
        remedy: "sh native/build.sh, after adding the architecture to it",
      },
    };
  }
  const failure = await run([path, "--check"]).then(
    ({ exitCode, stderr }) => (exitCode === 0 ? undefined : stderr.trim() || `exit code ${exitCode}`),
    String,
  );
  if (failure !== undefined) {
    const detail = `The launch helper '${path}' does not run: ${failure}`;
    return {
      check: { ...base, ok: false, detail, remedy: `chmod +x ${path}; its file system must allow programs` },
    };
  }
  return { program: { path, version: "own" }, check: { ...base, ok: true, detail: `runs at ${path}` } };
}
