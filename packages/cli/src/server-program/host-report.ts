import { CommandError } from "../output/index.js";
import { captureServer } from "./capture.js";

/** One thing the server tried on this machine. */
export interface HostCheck {
  readonly name: string;
  readonly ok: boolean;
  /** `required`: without it no sandbox runs; `optional`: something is missing, as `detail` says. */
  readonly need: "required" | "optional";
  readonly detail: string;
  /** The command or step that mends it, or null. */
  readonly remedy: string | null;
}

/** What the server found on this machine. */
export interface HostReport {
  /** Whether sandboxes can run here. */
  readonly usable: boolean;
  readonly checks: readonly HostCheck[];
  /** Limits a caller cannot ask for here. */
  readonly unenforcedLimits: readonly string[];
  /** The whole report as the server gave it, with facts that only programs want. */
  readonly complete: object;
}

/** How much of a failed program's last words is shown. */
const LAST_LINES = 10;

/**
 * Lets the server's program look at this machine. Nothing is started and nothing is changed.
 *
 * @throws CommandError when the program fails before it could report.
 */
export async function inspectHost(script: string): Promise<HostReport> {
  const run = await captureServer(script, ["--doctor"]);
  const report = readReport(run.stdout);
  if (report !== null) return report;
  const words = run.stderr.trimEnd().split("\n").slice(-LAST_LINES).join("\n");
  throw new CommandError(
    `The server program ended with code ${String(run.exitCode)} and no report.\n${words}`,
    {
      hint: "If the files are incomplete, build or install again; then run `cwsandbox doctor` once more.",
    },
  );
}

function readReport(text: string): HostReport | null {
  const report = parseObject(text);
  if (report === null || !("usable" in report) || !("checks" in report)) return null;
  if (typeof report.usable !== "boolean" || !Array.isArray(report.checks)) return null;
  const limits = "unenforcedLimits" in report ? report.unenforcedLimits : [];
  return {
    usable: report.usable,
    checks: report.checks.map(readCheck).filter((check) => check !== null),
    unenforcedLimits: Array.isArray(limits) ? limits.filter((limit) => typeof limit === "string") : [],
    complete: report,
  };
}

function readCheck(check: unknown): HostCheck | null {
  if (typeof check !== "object" || check === null || !("name" in check) || !("ok" in check)) return null;
  const need = "need" in check && check.need === "optional" ? "optional" : "required";
  return {
    name: String(check.name),
    ok: check.ok === true,
    need,
    detail: "detail" in check ? String(check.detail) : "",
    remedy: "remedy" in check && typeof check.remedy === "string" ? check.remedy : null,
  };
}

function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}
