import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
// Imported, because a program may have deleted or replaced the global.
import { performance } from "node:perf_hooks";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { ignore } from "../../support/index.js";
import { placeOfPackage } from "./package-place.js";
import { type PackageReference, referenceKey } from "./package-reference.js";
import type { UntouchedModule } from "./untouched.js";
import type { UntouchedTask } from "./untouched-worker.js";

/** The program stands still meanwhile. A module that takes longer to load is not compared, now or later. */
const LOAD_LIMIT_MS = 5000;

/** By the places of the packages: code of a loaded package does not change while the program runs. */
const known = new Map<string, UntouchedModule | null>();
const places = new Map<string, string>();

/** Names a module, whatever of it is meant. */
export function moduleKey(reference: PackageReference): string {
  const { specifier, directory, how } = reference;
  return referenceKey({ specifier, directory, how, path: [] });
}

/**
 * Loads modules of packages once more, each in a thread of its own, and tells what they export there. Answers at once,
 * because the values of this moment are to be compared; null for a module that cannot be loaded a second time.
 */
export function loadUntouched(references: readonly PackageReference[]): (UntouchedModule | null)[] {
  const loading = new Map<string, Loading | null>();
  for (const reference of references) {
    const place = placeOf(reference);
    if (!known.has(place) && !loading.has(place)) loading.set(place, startLoading(reference));
  }
  const deadline = performance.now() + LOAD_LIMIT_MS;
  for (const [place, started] of loading) known.set(place, finishLoading(started, deadline));
  return references.map((reference) => known.get(placeOf(reference)) ?? null);
}

/** The same for all directories from which a name leads to the same package. */
function placeOf(reference: PackageReference): string {
  const key = moduleKey(reference);
  const found = places.get(key);
  if (found !== undefined) return found;
  const { packageName, specifier, directory, how } = reference;
  const root = packageName === null ? directory : (placeOfPackage(directory, packageName) ?? directory);
  const place = JSON.stringify([how, specifier, specifier.startsWith("/") ? "" : root]);
  places.set(key, place);
  return place;
}

interface Loading {
  readonly worker: Worker;
  readonly port: MessagePort;
  readonly isDone: Int32Array<SharedArrayBuffer>;
}

function startLoading({ specifier, directory, how }: PackageReference): Loading | null {
  const program = workerProgram();
  if (program === null) return null;
  const isDone = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  const task: UntouchedTask = { specifier, directory, how, port: port2, isDone };
  // What it prints is nobody's business, and neither are the options of this process.
  const worker = new Worker(program, {
    workerData: task,
    transferList: [port2],
    stdout: true,
    stderr: true,
    execArgv: [],
  });
  worker.on("error", ignore);
  worker.unref();
  return { worker, port: port1, isDone };
}

/** Found by the package's name, because a bundler may have put this code into another file. */
function workerProgram(): string | null {
  try {
    const main = createRequire(import.meta.url).resolve("cwsandbox");
    const program = join(dirname(main), "capture/packages/untouched-worker.js");
    return existsSync(program) ? program : null;
  } catch {
    return null;
  }
}

function finishLoading(loading: Loading | null, deadline: number): UntouchedModule | null {
  if (loading === null) return null;
  const { worker, port, isDone } = loading;
  Atomics.wait(isDone, 0, 0, Math.max(0, deadline - performance.now()));
  const received = receiveMessageOnPort(port);
  port.close();
  worker.terminate().catch(ignore);
  const module: UntouchedModule | null = received?.message ?? null;
  return module;
}
