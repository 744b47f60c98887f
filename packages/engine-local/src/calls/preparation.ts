import { EngineError } from "@cwsandbox/engine";
import type { CallLanguage, SandboxSpec } from "@cwsandbox/engine";

import { planContainer, resolveBase, writeMountedFiles } from "../lifecycle/index.js";
import type { LifeParts } from "../lifecycle/index.js";
import type { AttendedContainer, ContainerBind, IdRange } from "../runtime/index.js";
import type { ResolvedBase } from "../state/index.js";
import type { PoolItem } from "../warm-pool/index.js";
import { parkedCommand } from "./call-tools.js";
import { CallProcess } from "./call-process.js";

/** A start that nobody waits for gives way to everybody for so long; it needs half of it on a quiet machine. */
const BACKGROUND_SECONDS = 0.1;

/** A sandbox whose runner runs, or is about to. */
export interface CallSandbox {
  readonly base: ResolvedBase;
  readonly container: AttendedContainer;
  readonly process: CallProcess;
}

/** A sandbox for one call, from the first directory to the last; nobody's until it is taken. */
export interface Preparation extends PoolItem {
  readonly id: string;
  readonly imageDigest: string;
  readonly idRange: IdRange;
  /** Resolves while the container still starts. Rejects when it cannot be made. */
  readonly sandbox: Promise<CallSandbox>;
  /** Somebody waits for it: from now on it does not give way to others while it starts. */
  hurry(): void;
}

export interface PreparationOptions {
  readonly id: string;
  readonly spec: SandboxSpec;
  readonly language: CallLanguage;
  /** Of the image that the sandbox must be made of; empty when there was none. */
  readonly imageDigest: string;
  readonly tools: ContainerBind;
  /** Nobody waits for it yet. */
  readonly isAhead: boolean;
}

/** Begins to prepare a sandbox. Fails only through its promises, except when there is no id range left. */
export function prepareCall(parts: LifeParts, options: PreparationOptions): Preparation {
  const { id, imageDigest } = options;
  const idRange = parts.ranges.reserve();
  let isInHurry = !options.isAhead;
  const sandbox = makeSandbox(parts, { ...options, idRange });
  // Once: to say it again costs whoever takes the sandbox a file of the control group.
  const hurry = (): void => {
    if (isInHurry) return;
    isInHurry = true;
    sandbox.then(
      ({ container }) => {
        container.hurry();
      },
      () => undefined,
    );
  };
  const ready = sandbox.then(({ process }) => process.ready);
  hurryLater(ready, hurry);
  const remove = async (): Promise<void> => {
    const made = await sandbox.catch(() => undefined);
    await made?.container.remove();
    if (options.spec.files.length > 0) await parts.store.remove(id);
    parts.ranges.release(idRange);
  };
  return {
    id,
    imageDigest,
    idRange,
    sandbox,
    hurry,
    ready,
    ended: sandbox.then(
      ({ process }) => process.ended,
      () => undefined,
    ),
    remove: () =>
      remove().catch((error: unknown) => {
        parts.logger.error(
          { err: error, sandboxId: id },
          "something of a call's sandbox could not be removed",
        );
      }),
  };
}

/** What is ready sleeps, and shall wake up like any other. A machine that is never idle had its chance before. */
function hurryLater(ready: Promise<void>, hurry: () => void): void {
  const patience = setTimeout(hurry, BACKGROUND_SECONDS * 1000);
  const end = (): void => {
    clearTimeout(patience);
    hurry();
  };
  ready.then(end, end);
}

interface MakingOptions extends PreparationOptions {
  readonly idRange: IdRange;
}

async function makeSandbox(
  parts: LifeParts,
  { id, spec, language, tools, imageDigest, idRange, isAhead }: MakingOptions,
): Promise<CallSandbox> {
  const { resolveImage, store, runtime, defaultMemoryLimitBytes } = parts;
  const image = await resolveImage(spec.image);
  if (image.digest !== imageDigest) {
    throw new EngineError("unavailable", `The image '${spec.image}' was replaced meanwhile; try again`);
  }
  const record = {
    id,
    spec: { ...spec, command: parkedCommand(language, isAhead) },
    state: "creating",
    stateReason: "",
    createdAt: new Date(),
  } as const;
  const base = resolveBase(record, image);
  const files = await writeMountedFiles(store.filesDirectory(id), spec.files, idRange);
  const plan = planContainer({
    stored: { record, idRange },
    base,
    image,
    fileBinds: [...files, tools],
    logFile: store.logFile(id),
    defaultMemoryLimitBytes,
  });
  const container = await runtime.attend(plan, isAhead);
  return { base, container, process: new CallProcess(container) };
}
