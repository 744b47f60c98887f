/** Remembers which sandboxes were deleted: their records and logs are kept, but deleting them again finds nothing. */
export interface Deletions {
  add(sandboxId: string): void;
  has(sandboxId: string): boolean;
}

/** The oldest are forgotten first: an id that nobody remembers is merely deleted once more. */
const MAX_ENTRIES = 50_000;

export function createDeletions(): Deletions {
  const sandboxIds = new Set<string>();
  return {
    add(sandboxId) {
      sandboxIds.add(sandboxId);
      const oldest = sandboxIds.size > MAX_ENTRIES ? sandboxIds.values().next().value : undefined;
      if (oldest !== undefined) sandboxIds.delete(oldest);
    },
    has: (sandboxId) => sandboxIds.has(sandboxId),
  };
}
