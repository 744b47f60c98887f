import type { Engine, SandboxSpec } from "@cwsandbox/engine";

/** Waits for ever, and ends well when it is asked to. Needs nothing but a shell and `sleep`. */
const KEEP_ALIVE_COMMAND = ["/bin/sh", "-c", "trap 'exit 0' TERM INT; sleep 2147483647 & wait"] as const;

/** Gives a sandbox without a command something to do when its image has no entry point either. */
export async function withKeepAlive(engine: Engine, spec: SandboxSpec): Promise<SandboxSpec> {
  if (spec.command.length > 0) return spec;
  const images = await engine.images.list();
  const image = images.find(({ reference }) => reference === spec.image);
  return image?.command.length === 0 ? { ...spec, command: KEEP_ALIVE_COMMAND } : spec;
}
