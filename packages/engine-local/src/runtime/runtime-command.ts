import { join } from "node:path";

import type { RuntimeName } from "../host/index.js";
import type { ContainerDirectory } from "./container-directory.js";
import type { RuntimeContext } from "./runtime-context.js";

/** Directory in which the runtime keeps the state of its containers, one directory per id. */
export function runtimeState(context: RuntimeContext, runtime: RuntimeName): string {
  return join(context.runtimeStateDirectory, runtime);
}

/** Options before the verb. Without control groups to use the runtime must not look for them. */
export function runtimeOptions(context: RuntimeContext, runtime: RuntimeName): readonly string[] {
  const state = ["--root", runtimeState(context, runtime)];
  if (runtime === "crun") {
    return context.cgroups.kind === "none" ? [...state, "--cgroup-manager", "disabled"] : state;
  }
  return context.mode === "user" ? [...state, "--rootless", "true"] : state;
}

/** The runtime of new containers for the spawner, with what stands before the verb; it complains to the container's log. */
export function runtimeWithLog(
  context: RuntimeContext,
  { runtimeLog }: ContainerDirectory,
): readonly string[] {
  const { runtime, sealedRuntime } = context;
  const logging = ["--log", runtimeLog, "--log-format", "json"];
  return [sealedRuntime, ...logging, ...runtimeOptions(context, runtime)];
}
