import { EngineError } from "@cwsandbox/engine";
import type { Engine } from "@cwsandbox/engine";

/** Tells the test that started this program. */
export function print(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** The state directory and runtime that the test chose. */
export function readArguments(): { readonly stateDirectory: string; readonly runtime: "crun" | "runc" } {
  const [stateDirectory, runtime] = process.argv.slice(2);
  if (stateDirectory === undefined || (runtime !== "crun" && runtime !== "runc")) {
    throw new EngineError("invalid", "usage: PROGRAM STATE_DIRECTORY crun|runc");
  }
  return { stateDirectory, runtime };
}
