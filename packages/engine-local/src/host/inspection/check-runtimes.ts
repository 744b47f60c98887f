import type { HostCheck, HostProgram, RuntimeName } from "../host-report.js";
import { tryContainer } from "./trial.js";
import type { Trial } from "./trial.js";

export interface RuntimeCandidate {
  readonly name: RuntimeName;
  readonly program?: HostProgram;
}

export interface RuntimeFinding {
  /** Absent when none can run here. */
  readonly runtime?: RuntimeName;
  /** Whether its containers obey control groups. */
  readonly limited: boolean;
  readonly check: HostCheck;
}

/** Starts a container with each candidate until one works, first with limits, then without. */
export async function checkRuntimes(
  trial: Trial,
  candidates: readonly RuntimeCandidate[],
  wantsLimits: boolean,
): Promise<RuntimeFinding> {
  const base = { name: "container", need: "required" } as const;
  const complaints: string[] = [];
  for (const limited of wantsLimits ? [true, false] : [false]) {
    for (const { name, program } of candidates) {
      if (program === undefined) continue;
      const failure = await tryContainer(trial, { runtime: name, program: program.path, limited });
      if (failure === undefined) {
        const detail = `${name} runs a container${limited ? " with limits" : ""}`;
        return { runtime: name, limited, check: { ...base, ok: true, detail } };
      }
      complaints.push(`${name}${limited ? " with limits" : ""}: ${failure}`);
    }
  }
  return { limited: false, check: { ...base, ok: false, ...explain(candidates, complaints) } };
}

function explain(
  candidates: readonly RuntimeCandidate[],
  complaints: readonly string[],
): { readonly detail: string; readonly remedy?: string } {
  if (complaints.length === 0) {
    const names = candidates.map(({ name }) => name);
    return {
      detail: `no OCI runtime is installed (${names.join(" or ")})`,
      remedy: `apt-get install -y ${names[0] ?? "crun"}`,
    };
  }
  return { detail: `no container starts here: ${complaints.join("; ")}` };
}
