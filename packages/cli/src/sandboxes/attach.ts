import type { CallOptions, Sandbox } from "cwsandbox";

/**
 * Finds a sandbox by its id.
 *
 * @throws SandboxNotFoundError for an unknown id.
 */
export async function attach(sandboxId: string, options: CallOptions = {}): Promise<Sandbox> {
  const { Sandbox: attachable } = await import("cwsandbox");
  return attachable.fromId(sandboxId, options);
}
