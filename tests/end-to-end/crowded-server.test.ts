import { availableParallelism } from "node:os";

import { Sandbox, Session } from "cwsandbox";
import { expect, test } from "vitest";

import { startProgram } from "../support/program.js";
import { uniqueTag, useTestServer } from "../support/suite.js";

const CROWD = 2000;
/** All of a program's calls that can be in the server at once. */
const MANY = 500;
const SINGLE_CALLS = 5;
/** Sandboxes that the server starts at the same time. */
const STARTS_AT_ONCE = availableParallelism() * 2;
/** The boots that are under way, those that begin together with the single call, and as many for the way there and back. */
const MOST_OTHERS = STARTS_AT_ONCE * 4;

const server = useTestServer();
const environment = (): Record<string, string> => ({ CWSANDBOX_BASE_URL: server.current.baseUrl });

test("a client with very many calls delays the single call of another one by a few boots", async () => {
  await using session = new Session();
  const aborting = new AbortController();
  const same = session.function((n: number) => n, { signal: aborting.signal });
  let finished = 0;
  const calls = same.map(Array.from({ length: CROWD }, (_, n): [number] => [n]));
  for (const call of calls) {
    call.then(
      () => (finished += 1),
      () => undefined,
    );
  }
  await calls[STARTS_AT_ONCE];
  const other = await startProgram(
    `import { Session } from "cwsandbox";
     await using session = new Session();
     const add = session.function((a, b) => a + b);
     for (let round = 0; round <= ${SINGLE_CALLS}; round += 1) {
       console.log("asks " + round);
       console.log("hears " + round + " " + await add.remote(round, 1));
     }`,
    environment(),
  );
  const others: number[] = [];
  // The first one also opens the connection.
  for (let round = 0; round <= SINGLE_CALLS; round += 1) {
    await other.untilPrinted(`asks ${round}`);
    const before = finished;
    expect(await other.untilPrinted(`hears ${round}`)).toBe(`hears ${round} ${round + 1}`);
    if (round > 0) others.push(finished - before);
  }
  aborting.abort();
  expect((await other.ended).exitCode).toBe(0);
  // There was a crowd all the time.
  expect(finished).toBeLessThan(CROWD - MANY);
  const [, , median] = others.toSorted((a, b) => a - b);
  expect(median).toBeLessThanOrEqual(MOST_OTHERS);
});

test("a client that dies with five hundred calls in flight leaves nothing", async () => {
  const tag = uniqueTag("crowd");
  const program = await startProgram(
    `import { Session } from "cwsandbox";
     const session = new Session({ tags: ["${tag}"] });
     const sleep = session.function(async (n) => {
       await new Promise((resolve) => setTimeout(resolve, 600_000));
     });
     for (const call of sleep.map(Array.from({ length: ${MANY} }, (_, n) => [n]))) call.catch(() => {});`,
    environment(),
  );
  await expect.poll(async () => (await Sandbox.list({ tags: [tag] })).length).toBeGreaterThan(STARTS_AT_ONCE);
  program.child.kill("SIGKILL");
  await program.ended;
  await expect.poll(() => Sandbox.list({ tags: [tag] })).toEqual([]);
});
