import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  CAPTURING_PROGRAM,
  CHANGED_PACKAGES,
  CHANGING_PROGRAM,
  REPEATING_PROGRAM,
  REPLACING_PROGRAM,
  STATES_PROGRAM,
  UNCOMPARED_PROGRAM,
} from "./fixture-changed.test-support.js";
import { writeFixture } from "./fixture-packages.test-support.js";
import { RUN_SUPPORT, tell, TELL } from "./tell.test-support.js";

const run = promisify(execFile);
let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "cwsandbox-package-changes-"));
  const start = `import { runInRunner } from ${JSON.stringify(RUN_SUPPORT)};`;
  await writeFixture(directory, {
    ...CHANGED_PACKAGES,
    "changing.mjs": start + CHANGING_PROGRAM + TELL,
    "image.mjs": `process.argv[2] = "image"; await import("./changing.mjs");`,
    "replacing.mjs": start + REPLACING_PROGRAM + TELL,
    "uncompared.mjs": start + UNCOMPARED_PROGRAM + TELL,
    "capturing.mjs": start + CAPTURING_PROGRAM,
    "states.mjs": start + STATES_PROGRAM + TELL,
    "repeating.mjs": start + REPEATING_PROGRAM + TELL,
  });
});
afterAll(async () => rm(directory, { recursive: true, force: true }));

const INSIDE = /has changed in a package.*make the change inside the function as well/u;
const REFUSED: Readonly<Record<string, RegExp>> = {
  "a method of a plugin": /Variable "dates".*inside the function.*dates\.prototype\.ago/u,
  "an object that was set up": /Variable "words".*inside the function.*words\.store/u,
  "a registry": /Variable "registry".*inside the function.*registry\.kinds/u,
};

test.each(["changing.mjs", "image.mjs"])("what a program changes in packages: %s", async (program) => {
  const told = await tell(directory, program);
  expect(Object.keys(told)).toHaveLength(20);
  for (const [name, { remote, local }] of Object.entries(told)) {
    const refused = REFUSED[name];
    if (refused === undefined) expect({ name, ...remote }).toMatchObject({ name, value: local });
    else expect(remote.refused, name).toMatch(refused);
  }
});

test("functions that a program puts in the place of others", async () => {
  const told = await tell(directory, "replacing.mjs");
  expect(told["a function of the program"]?.remote).toMatchObject({ value: "mine /a" });
  expect(told["a function with what cannot travel"]?.remote.refused).toMatch(
    /Variable "server".*net\.Server.*lazy\.next → server/u,
  );
  expect(told["a function of a plugin"]?.remote.refused).toMatch(INSIDE);
  expect(told["a function in a registry"]?.remote.refused).toMatch(INSIDE);
});

test("a package that changes between calls", async () => {
  const told = await tell(directory, "repeating.mjs");
  expect(Object.keys(told)).toHaveLength(12);
  for (const [name, { remote, local }] of Object.entries(told))
    expect({ name, ...remote }).toMatchObject({ name, value: local });
});

test("objects of packages that were frozen, or inherit from something else", async () => {
  const told = await tell(directory, "states.mjs");
  expect(Object.keys(told)).toHaveLength(8);
  for (const [name, { remote, local }] of Object.entries(told)) {
    if (name === "another prototype of the package") expect(remote.refused).toMatch(INSIDE);
    else expect({ name, ...remote }).toMatchObject({ name, value: local });
  }
});

test("functions that a program puts into packages that cannot be compared", async () => {
  const told = await tell(directory, "uncompared.mjs");
  expect(Object.keys(told)).toHaveLength(5);
  for (const [name, { remote, local }] of Object.entries(told))
    expect({ name, ...remote }).toMatchObject({ name, value: local });
});

test("nobody notices that a package is loaded once more", async () => {
  const { stdout, stderr } = await run(process.execPath, ["capturing.mjs"], { cwd: directory });
  expect(stdout).toBe("broken is loaded\n2 captured\nbroken ends\n");
  expect(stderr).toBe("broken is loaded\n");
});
