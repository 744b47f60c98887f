import { v1 } from "@cwsandbox/wire";
import type { ServerUnderTest } from "./server-under-test.js";

/** A create request of one container. */
export function createRequest(
  container: Partial<v1.Container> = {},
  spec: Partial<v1.SandboxSpec> = {},
  requestId = "",
): v1.CreateSandboxRequest {
  const containers = [
    v1.Container.create({ name: "main", command: "sleep", args: ["infinity"], ...container }),
  ];
  return v1.CreateSandboxRequest.create({ sandbox: { spec: { containers, ...spec } }, requestId });
}

/** Waits until the sandbox is in the state, told by the server. */
export async function untilState(
  { extension }: ServerUnderTest,
  sandboxId: string,
  state: v1.State,
): Promise<v1.Sandbox> {
  for await (const { sandbox } of extension.watchSandbox({ sandboxId })) {
    if (sandbox?.status?.state === state) return sandbox;
  }
  throw new Error(`sandbox ${sandboxId} never was in state ${String(state)}`);
}

/** A sandbox that runs. */
export async function runningSandbox(
  under: ServerUnderTest,
  request: v1.CreateSandboxRequest = createRequest(),
): Promise<string> {
  const { sandboxId } = await under.sandboxes.createSandbox(request);
  await untilState(under, sandboxId, v1.State.STATE_RUNNING);
  return sandboxId;
}
