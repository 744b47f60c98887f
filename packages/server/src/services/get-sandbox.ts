import type { v1 } from "@cwsandbox/wire";
import type { Call } from "../interceptors/index.js";
import { toWireSandbox } from "../mapping/index.js";
import { findOwned, type ServiceContext } from "./context.js";

export function createGetSandbox({ engine }: ServiceContext) {
  return async ({ sandboxId }: v1.GetSandboxRequest, call: Call): Promise<v1.Sandbox> =>
    toWireSandbox(await findOwned(engine, call, sandboxId), engine.description.runnerId);
}
