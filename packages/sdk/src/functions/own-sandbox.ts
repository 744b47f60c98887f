import { untilAborted } from "../support/index.js";
import type { CallSandbox, FunctionHost } from "./host.js";
import type { RemoteFunctionOptions } from "./options.js";

/** A call that gets a sandbox of its own. */
export interface OwnSandbox {
  readonly host: FunctionHost;
  readonly options: RemoteFunctionOptions;
  /** Image where neither the caller nor the server has one. */
  readonly image: string;
}

/** Does the work in a new sandbox, which is stopped on every way out, before the outcome is known to the caller. */
export async function inOwnSandbox<Value>(
  { host, options, image }: OwnSandbox,
  work: (sandbox: CallSandbox) => Promise<Value>,
): Promise<Value> {
  options.signal?.throwIfAborted();
  const sandbox = host.createSandbox(options, image);
  let value: Value;
  try {
    value = await untilAborted(work(sandbox), options.signal ?? undefined);
  } catch (error) {
    // The outcome of the call matters more than a failure to clean up after it.
    await stop(sandbox).catch(() => {});
    throw error;
  }
  await stop(sandbox);
  return value;
}

async function stop(sandbox: CallSandbox): Promise<void> {
  await sandbox.stop({ gracefulShutdownSeconds: 0, missingOk: true });
}
