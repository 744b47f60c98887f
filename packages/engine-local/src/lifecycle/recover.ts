import { isFinished } from "@cwsandbox/engine";

import type { StoredSandbox } from "../state/index.js";
import type { LifeParts } from "./parts.js";
import type { Life } from "./life.js";
import { SandboxLife } from "./sandbox-life.js";

const HALF_CREATED = "the server ended while the sandbox was being created";

/**
 * Finds the sandboxes of the server before: those that run are watched again, those that ended
 * meanwhile get their end, half-created ones are undone, and what belongs to no record is removed.
 */
export async function recoverSandboxes(parts: LifeParts, lives: Map<string, Life>): Promise<void> {
  const { store, book, ranges, logger } = parts;
  const { sandboxes, problems } = await store.load();
  problems.forEach((problem) => logger.warn({}, problem));
  sandboxes.forEach(({ record }) => book.add(record));
  const alive = sandboxes.filter(({ record }) => !isFinished(record.state));
  alive.forEach(({ idRange }) => ranges.claim(idRange));
  await removeStrays(parts, new Set(alive.map(({ record }) => record.id)));
  await Promise.all(alive.map((stored) => recoverOne(parts, stored, lives)));
}

async function recoverOne(parts: LifeParts, stored: StoredSandbox, lives: Map<string, Life>): Promise<void> {
  const life = new SandboxLife(parts, stored);
  const sandboxId = stored.record.id;
  if (stored.base === undefined) {
    await life.abandon(HALF_CREATED);
    parts.logger.warn({ sandboxId }, HALF_CREATED);
    return;
  }
  lives.set(sandboxId, life);
  life.resume();
  parts.logger.info({ sandboxId }, "sandbox found again");
}

async function removeStrays({ runtime, logger }: LifeParts, wanted: ReadonlySet<string>): Promise<void> {
  const strays = (await runtime.known()).filter((id) => !wanted.has(id));
  await Promise.all(
    strays.map((id) =>
      runtime.remove(id).catch((error: unknown) => {
        logger.error({ err: error, sandboxId: id }, "a container without a record could not be removed");
      }),
    ),
  );
}
