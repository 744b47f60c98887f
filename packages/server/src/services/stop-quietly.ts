import { EngineError, type Engine } from "@cwsandbox/engine";
import type { Logger } from "pino";

/** Ends one sandbox at once. One that is gone is fine; any other failure is logged and nothing more. */
export function stopQuietly(engine: Engine, logger: Logger): (sandboxId: string) => Promise<void> {
  return async (sandboxId) => {
    try {
      await engine.stop(sandboxId, 0);
    } catch (error) {
      if (error instanceof EngineError && error.code === "not-found") return;
      logger.error({ err: error, sandboxId }, "a sandbox whose lease ended could not be stopped");
    }
  };
}
