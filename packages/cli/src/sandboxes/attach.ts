import type { AttachOptions, Sandbox } from "cwsandbox";
import type { CommandContext } from "../surroundings.js";

/**
 * Finds a sandbox by its id.
 *
 * @throws SandboxNotFoundError for an unknown id.
 */
export async function attach(
  context: CommandContext,
  sandboxId: string,
  options: Pick<AttachOptions, "dataPlaneMode" | "signal"> = {},
): Promise<Sandbox> {
  const { Sandbox: attachable } = await import("cwsandbox");
  return attachable.fromId(sandboxId, { ...options, auth: context.auth() });
}
