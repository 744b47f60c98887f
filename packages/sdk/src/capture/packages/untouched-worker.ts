import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as vm from "node:vm";
import { type MessagePort, workerData } from "node:worker_threads";
import type { PackageReference } from "./package-reference.js";
import { describeUntouched } from "./untouched.js";

/** What the thread is told. */
export interface UntouchedTask extends Pick<PackageReference, "specifier" | "directory" | "how"> {
  readonly port: MessagePort;
  /** Becomes 1 when the thread has told all it can tell. */
  readonly isDone: Int32Array<SharedArrayBuffer>;
}

const task: UntouchedTask = workerData;

process.once("exit", finish);
try {
  task.port.postMessage(describeUntouched(Object(await load(task))), []);
} catch {
  // Nothing told: a package that cannot be loaded here.
} finally {
  finish();
}

function finish(): void {
  Atomics.store(task.isDone, 0, 1);
  Atomics.notify(task.isDone, 0);
}

/** Loads the module as code in that directory would. */
async function load({ specifier, directory, how }: UntouchedTask): Promise<unknown> {
  const filename = join(directory, "cwsandbox.js");
  if (how === "require") {
    const module: unknown = createRequire(filename)(specifier);
    return module;
  }
  const script = new vm.Script("(specifier) => import(specifier)", {
    filename,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const importer: unknown = script.runInThisContext();
  if (typeof importer !== "function") return null;
  const name = specifier.startsWith("/") ? pathToFileURL(specifier).href : specifier;
  const module: unknown = await Reflect.apply(importer, undefined, [name]);
  return module;
}
