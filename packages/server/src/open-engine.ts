import type { Engine } from "@cwsandbox/engine";
import type { Logger } from "pino";
import type { ServerConfig } from "./config/index.js";

/** Opens the configured engine. Only that one's code is loaded. */
export async function openEngine(config: ServerConfig, logger: Logger): Promise<Engine> {
  if (config.engine === "fake") {
    const { createFakeEngine } = await import("@cwsandbox/engine/fake");
    return createFakeEngine();
  }
  const { openLocalEngine } = await import("@cwsandbox/engine-local");
  return openLocalEngine({
    stateDirectory: config.stateDirectory,
    runtime: config.runtime,
    finishedRetentionSeconds: config.finishedRetentionSeconds,
    finishedRetentionCount: config.finishedRetentionCount,
    mostPrepared: config.mostPrepared,
    ...config.sandboxLimits,
    logger,
  });
}
