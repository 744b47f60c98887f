import { Session } from "cwsandbox";
import { beforeAll, expect, test } from "vitest";

import { addThisNode } from "../support/images.js";
import { importHostImage } from "../support/imported-image.js";
import { useTestServer } from "../support/suite.js";

useTestServer();

const IMAGE = "team/this-node:1";
beforeAll(async () => {
  await importHostImage({ reference: IMAGE, add: addThisNode });
});

test("I24, S11, S35 a function with another image runs there, beside one that does not", async () => {
  await using session = new Session();
  const place = session.function(async () => {
    const { existsSync } = await import("node:fs");
    return [process.version, existsSync("/srv/of-the-worker")] as const;
  });
  const there = place.with({ containerImage: IMAGE });
  expect(await there.remote()).toEqual([process.version, true]);
  expect(await there.with({ tempDir: "/var/sandbox/temp" }).remote()).toEqual([process.version, true]);
  const [, isThere] = await place.remote();
  expect(isThere).toBe(false);
});
