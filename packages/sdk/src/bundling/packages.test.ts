import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeFixture } from "./fixture-packages.test-support.js";
import { RUN_SUPPORT, tell, TELL } from "./tell.test-support.js";

const ESM = `
import { runInRunner } from ${JSON.stringify(RUN_SUPPORT)};
import main, { makeAdder, next, Point, settings, twice } from "esm-only";
import * as whole from "esm-only";
import { nextBySub } from "esm-only/sub";
import cjs, { shout } from "cjs-only";
import * as cjsWhole from "cjs-only";
import ms from "cjs-function";
import transpiled from "transpiled";
import { kind } from "dual";
import { greet } from "@scope/pkg/greet";
import { Hidden, Private } from "hiding";
import { fast } from "addon";
import { run } from "built-addon";
import { value as late } from "late";
import { count, twice as double } from "tool";
import { state } from "./own/state.js";
const options = {};
const { parse } = ms;
const point = new Point(3, 4);
const adder = makeAdder(5);
const hidden = new Hidden();
const secretive = new Private();
class Point3 extends Point { constructor() { super(1, 2); this.z = 3; } sum() { return super.sum() + this.z; } }
const registry = { text: { twice }, ms };
state.n = 5;
const cases = {
  function: () => twice("ab"),
  default: () => main(),
  "namespace member": () => whole.twice("x"),
  "whole namespace": () => Object.keys(whole).sort(),
  "one instance for all": () => [next(), whole.next(), nextBySub()],
  subpath: () => typeof nextBySub(),
  "class": () => new Point(1, 2).sum(),
  instance: () => [point.sum(), point instanceof Point, point.constructor === Point],
  subclass: () => { const p = new Point3(); return [p.sum(), p instanceof Point, p.constructor.name]; },
  object: () => settings.unit,
  "cjs default": () => cjs.shout("a") + cjs.inner.deep.read(),
  "cjs named": () => shout("a"),
  "cjs namespace, called": () => cjsWhole.total(),
  "cjs file name": () => cjs.where(),
  "cjs function": () => ms(2) + ms.parse("3"),
  "cjs member": () => parse("4"),
  "transpiled default is a module": () => [typeof transpiled, transpiled.default(1), transpiled.lazy(1)],
  "conditions": () => kind(),
  "scope and pattern": () => greet("you"),
  "workspace by value": () => [count(), count(), double(4)],
  "inside a value": () => [registry.text.twice("q"), registry.ms(1)],
  "late": () => late(),
  "closure of a package": () => adder(1),
  "hidden state": () => hidden.read(),
  "private state": () => secretive.read(),
  "addon": () => fast(),
  "addon by a loader": () => run(),
  "import()": async () => { const { twice, next } = await import("esm-only"); return [twice("r"), typeof next]; },
  "import() of cjs": async () => { const m = await import("cjs-function"); return [Object.keys(m).sort(), m.default(1)]; },
  "import() shares the instance": async () => { const first = next(); const m = await import("esm-only"); return m.next() - first; },
  "import() not reached": async () => { if (point.x > 100) await import("./own/fresh.js"); return "no"; },
  "import() of a file": async () => (await import("./own/fresh.js")).value,
  "import() of node": async () => (await import("node:path")).join("a", "b"),
  "import() of a file in use": async () => (await import("./own/state.js")).state.n,
  "import() of a file that uses one in use": async () => (await import("./own/uses-state.js")).read(),
  "import.meta": () => [import.meta.url, import.meta.filename, import.meta.dirname, (() => import.meta.url)()],
  "import.meta.resolve": () => import.meta.resolve("esm-only"),
  "import() of nothing": async () => (await import("not-installed-anywhere")).x,
};
`;

/** What the image has is found there: here, in the working directory. */
const IMAGE = `
import { runInRunner } from ${JSON.stringify(RUN_SUPPORT)};
import main, { twice } from "esm-only";
import * as whole from "esm-only";
import { nextBySub } from "esm-only/sub";
import cjs from "cjs-only";
import ms from "cjs-function";
import { fast } from "addon";
const options = { packages: ["esm-only", "cjs-only", "addon"], cwd: "image" };
const cases = {
  function: () => twice("ab"),
  version: () => main(),
  "namespace member": () => whole.twice("c"),
  subpath: () => nextBySub(),
  cjs: () => cjs.shout("a") + ms(1),
  addon: () => fast(),
  "import()": async () => (await import("esm-only")).twice("d"),
  "not in the image's version": () => whole.settings.unit,
};
`;

const IMAGE_FILES = {
  "image/node_modules/esm-only/package.json":
    '{"name":"esm-only","type":"module","exports":{".":{"import":"./index.js"},"./sub":{"import":"./sub.js"}}}',
  "image/node_modules/esm-only/index.js":
    'export const twice = (text) => "image " + text + text; export default () => "main of the image";',
  "image/node_modules/esm-only/sub.js": 'export const nextBySub = () => "sub of the image";',
  "image/node_modules/cjs-only/index.js": 'exports.shout = (text) => "image " + text;',
  "image/node_modules/addon/index.js": 'exports.fast = () => "fast";',
};

const CJS = `
const shoutModule = require("cjs-only");
const { shout } = require("cjs-only");
const ms = require("cjs-function");
const transpiled = require("transpiled");
const { kind } = require("dual");
const options = {};
const cases = {
  "module": () => shoutModule.shout("a") + shoutModule.total(),
  member: () => shout("b"),
  "module function": () => ms(1) + ms.parse("1"),
  transpiled: () => [transpiled.default(1), transpiled.lazy(1)],
  conditions: () => kind(),
  "require inside": () => require("cjs-only").shout("c"),
  "require of a file": () => require("./own/tidy.cjs").tidy(" d "),
  "require of node": () => require("node:path").join("a", "b"),
  "import inside": async () => (await import("dual")).kind(),
  "nested": () => { const { deep } = require("cjs-only").inner; return deep.read(); },
};
import(${JSON.stringify(RUN_SUPPORT)}).then(async ({ runInRunner }) => { ${TELL} });
`;

const NAMES = "limit, counter, memo, store, Private, Open, Emitter, makeClass, key, keyed";
const STATE_ESM = `
import { runInRunner } from ${JSON.stringify(RUN_SUPPORT)};
import { ${NAMES} } from "stateful";
const options = {};
`;
const STATE_CJS = `
import { runInRunner } from ${JSON.stringify(RUN_SUPPORT)};
import { ${NAMES} } from "stateful-cjs";
import whole from "stateful-cjs";
const options = {};
const mine = () => "of the program";
whole.replaced = mine;
whole.counter.replaced = () => [whole.replaced(), mine()];
`;

/** What a program keeps of packages, and what it does to them. */
const STATE = `
const limited = limit(3);
const count = counter();
count();
const square = memo((x) => x * x);
square(3);
const pairs = store();
pairs.set("a", 1);
const hidden = new Private();
hidden.next();
const open = new Open();
open.next();
const emitter = new Emitter();
const Made = makeClass();
const made = new Made();
const next = open.next.bind(open);
const wrapped = (by) => count() + by;
const myKey = key;
Open.prototype.added = function () { return "added " + this.n; };
Open.unit = "kg";
counter.note = 1;
const cases = {
  "closure: limit": () => limited(() => 1),
  "closure: counter": () => count(),
  "closure in a closure": () => wrapped(1),
  "closure: memo": () => square(3),
  "closures in an object": () => pairs.get("a"),
  "private state": () => hidden.next(),
  "native state": () => emitter.listenerCount("x"),
  "inner class": () => new Made().n,
  "instance of an inner class": () => made.n,
  "bound method": () => next(),
  "open instance": () => [open.next(), open instanceof Open],
  "made inside": () => { const f = counter(); const s = store(); s.set("b", 2); return [f(), f(), s.get("b"), limit(1)(() => 3)]; },
  symbol: () => [keyed[key], keyed[myKey]],
  "method of the program": () => [open.added(), new Open().added()],
  "data of the program": () => [Open.unit, counter.note],
  "function in the place of another": () => counter.replaced?.() ?? null,
};
`;

let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "cwsandbox-packages-"));
  await writeFixture(directory, {
    ...IMAGE_FILES,
    "image.mjs": IMAGE + TELL,
    "esm.mjs": ESM + TELL,
    "cjs.cjs": CJS,
    "state-esm.mjs": STATE_ESM + STATE + TELL,
    "state-cjs.mjs": STATE_CJS + STATE + TELL,
  });
});
afterAll(async () => rm(directory, { recursive: true, force: true }));

const REFUSED: Readonly<Record<string, RegExp>> = {
  "import.meta.resolve": /uses "import\.meta" for more than/u,
  late: /Variable "late".*code of.*"late".*[Tt]op-level await/u,
  "closure of a package": /Variable "adder".*code of the package "esm-only" that no module of it exports/u,
  "hidden state": /Variable "hidden".*package "hiding".*WeakMap/u,
  "private state": /Variable "secretive".*package "hiding"/u,
  addon: /Variable "fast".*compiled for this machine.*packages: \["addon"\]/u,
  "addon by a loader": /Variable "run".*compiled for this machine.*packages: \["built-addon"\]/u,
  "import() of a file in use": /"\.\/own\/state\.js".*import it at the top of the file/u,
  "import() of a file that uses one in use": /own\/state\.js.*import it at the top of the file/u,
};

const NOT_EXPORTED = /code of the package "stateful(?:-cjs)?" that no module of it exports/u;
const REFUSED_STATE: Readonly<Record<string, RegExp>> = {
  "closure: limit": NOT_EXPORTED,
  "closure: counter": NOT_EXPORTED,
  "closure in a closure": NOT_EXPORTED,
  "closure: memo": NOT_EXPORTED,
  "closures in an object": NOT_EXPORTED,
  "inner class": NOT_EXPORTED,
  "instance of an inner class": NOT_EXPORTED,
  "bound method": NOT_EXPORTED,
  "private state": /Variable "hidden".*is not a class of yours/u,
  "native state": /Variable "emitter".*which holds native state/u,
};

test.each(["state-esm.mjs", "state-cjs.mjs"])(
  "state that packages keep for a program: %s",
  async (program) => {
    const told = await tell(directory, program);
    expect(Object.keys(told)).toHaveLength(16);
    for (const [name, { remote, local }] of Object.entries(told)) {
      const refused = REFUSED_STATE[name];
      if (refused === undefined) expect({ name, ...remote }).toMatchObject({ name, value: local });
      else expect(remote.refused, name).toMatch(refused);
    }
  },
);

describe("packages go along", () => {
  test("of ES modules", async () => {
    const told = await tell(directory, "esm.mjs");
    for (const [name, { remote, local }] of Object.entries(told)) {
      const refused = REFUSED[name];
      if (refused !== undefined) expect(remote.refused, name).toMatch(refused);
      else if (name === "import() of nothing") expect(remote.failed).toContain("not-installed-anywhere");
      else expect({ name, ...remote }).toMatchObject({ name, value: local });
    }
  });

  test("or stay, when the image has them", async () => {
    const told = await tell(directory, "image.mjs");
    expect(
      Object.fromEntries(Object.entries(told).map(([name, { remote }]) => [name, remote])),
    ).toMatchObject({
      function: { value: "image abab" },
      version: { value: "main of the image" },
      "namespace member": { value: "image cc" },
      subpath: { value: "sub of the image" },
      cjs: { value: "image a1000" },
      addon: { value: "fast" },
      "import()": { value: "image dd" },
      "not in the image's version": { failed: expect.stringContaining('settings of "esm-only"') },
    });
  });

  test("of CommonJS modules", async () => {
    for (const [name, { remote, local }] of Object.entries(await tell(directory, "cjs.cjs"))) {
      expect({ name, ...remote }).toMatchObject({ name, value: local });
    }
  });
});
