import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";

import type { ListQuery } from "../engine.js";
import type { ConformanceCase, ConformanceContext } from "./case.js";
import { expectError } from "./failure-cases.js";

/** A tag of one case alone: the engine may know sandboxes of other cases. */
function uniqueTag(): string {
  return `list-${randomUUID()}`;
}

async function idsOf({ engine }: ConformanceContext, query: Partial<ListQuery>): Promise<readonly string[]> {
  const { records } = await engine.list({ tags: [], includeFinished: false, maxResults: 100, ...query });
  return records.map((record) => record.id);
}

/** Listing with filters and pages. */
export const LIST_CASES: readonly ConformanceCase[] = [
  {
    id: "list-newest-first",
    title: "a listing is ordered newest first and filtered by every tag",
    run: async (context) => {
      const tag = uniqueTag();
      const first = await context.create({ tags: [tag, "a"] });
      const second = await context.create({ tags: [tag, "a", "b"] });
      const third = await context.create({ tags: ["b"] });
      assert.deepEqual(await idsOf(context, { tags: [tag] }), [second.id, first.id]);
      assert.deepEqual(await idsOf(context, { tags: [tag, "a", "b"] }), [second.id]);
      assert.deepEqual(await idsOf(context, { tags: [tag, "missing"] }), []);
      assert.ok((await idsOf(context, { tags: [] })).includes(third.id));
    },
  },
  {
    id: "list-finished",
    title: "finished sandboxes are listed when asked for, by flag or by state",
    run: async (context) => {
      const tag = uniqueTag();
      const done = await context.create({ tags: [tag], command: ["true"] });
      await context.finish(done.id);
      const alive = await context.start({ tags: [tag] });
      assert.deepEqual(await idsOf(context, { tags: [tag] }), [alive.id]);
      assert.deepEqual(await idsOf(context, { tags: [tag], includeFinished: true }), [alive.id, done.id]);
      assert.deepEqual(await idsOf(context, { tags: [tag], state: "completed" }), [done.id]);
      assert.deepEqual(await idsOf(context, { tags: [tag], state: "running" }), [alive.id]);
      assert.deepEqual(await idsOf(context, { tags: [tag], state: "failed" }), []);
    },
  },
  {
    id: "list-pages",
    title: "pages follow each other without gaps or repetition while new sandboxes come",
    run: async (context) => {
      const tag = uniqueTag();
      const created: string[] = [];
      for (let index = 0; index < 5; index += 1) {
        created.unshift((await context.create({ tags: [tag] })).id);
      }
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await context.engine.list({
          tags: [tag],
          includeFinished: true,
          maxResults: 2,
          ...(cursor === undefined ? {} : { cursor }),
        });
        assert.ok(page.records.length <= 2);
        seen.push(...page.records.map((record) => record.id));
        cursor = page.nextCursor;
        await context.create({ tags: [tag] });
      } while (cursor !== undefined);
      assert.deepEqual(seen, created);
    },
  },
  {
    id: "list-bad-cursor",
    title: "a cursor that no listing gave is refused by name",
    run: async ({ engine }) => {
      for (const cursor of ["nonsense", "", "MTIz", "../../etc"]) {
        const listing = engine.list({ tags: [], includeFinished: true, maxResults: 1, cursor });
        await expectError(listing, "invalid", { field: "cursor" });
      }
    },
  },
];
