import type { EngineConfig } from "./config/index.js";

/**
 * Prints as JSON what this host can do for the local engine.
 *
 * @returns 0 when sandboxes can run here, 1 otherwise.
 */
export async function runDoctor(engine: EngineConfig): Promise<number> {
  const { inspectHost } = await import("@cwsandbox/engine-local");
  const report = await inspectHost(engine);
  process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  return report.usable ? 0 : 1;
}
