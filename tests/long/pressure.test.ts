import { test } from "vitest";

import { expectKeptApart, makeMixedCalls } from "../support/mixed-calls.js";
import { useTestServer } from "../support/suite.js";

const CALLS = 3000;
/** Another one than the quick test has. */
const SEED = 11_212_026;

useTestServer();

test("thousands of calls of many kinds, interleaved at random, see their own and nobody else's", async () => {
  expectKeptApart(await makeMixedCalls(CALLS, SEED));
});
