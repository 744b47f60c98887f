import { runInThisContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { withInsertions } from "../payload/index.js";
import { restorableEdits } from "./restorable-class.js";

/** Constructs an instance once as ever, and once as the runner does. */
function construct(text: string, base: unknown = null): { readonly usual: object; readonly empty: object } {
  const edited = withInsertions(text, restorableEdits(text));
  const hooks = { state: { isRestoring: false } };
  const make: unknown = runInThisContext(`(function($cwclass, Base, ran) { return (${edited}) })`);
  if (typeof make !== "function") throw new TypeError("no function");
  const ran: string[] = [];
  const made: unknown = make(hooks, base, (what: string) => ran.push(what));
  if (typeof made !== "function") throw new TypeError("no class");
  const usual: unknown = Reflect.construct(made, [7]);
  ran.length = 0;
  hooks.state.isRestoring = true;
  const empty: unknown = Reflect.construct(made, []);
  expect(ran).toEqual([]);
  return { usual: Object(usual), empty: Object(empty) };
}

describe("a restorable class works as ever, and runs nothing while it is restored", () => {
  const BODIES: Readonly<Record<string, string>> = {
    "a plain parameter": "constructor(a) { ran('body'); this.a = a; }",
    "a default": "constructor(a, b = ran('default')) { ran('body'); this.a = a; }",
    "patterns and a trailing comma":
      "constructor(a, { b = ran('default') } = {},) { this.a = a; ran('body'); }",
    "comments in the way":
      "constructor /* ( */ (/* ) ( */ a, b = ran('default') /* ) */, // )\n ) // {\n { ran('body'); this.a = a; }",
    "a rest parameter": "constructor(a, ...others) { ran('body'); this.a = a; }",
    "a name in quotes": "'constructor'(a, b = ran('default')) { this.a = a; }",
  };
  test.each(Object.entries(BODIES))("%s", (_name, body) => {
    const { usual, empty } = construct(`class A { #secret = ran('field'); b = [ran('field')]\n ${body} }`);
    expect(usual).toMatchObject({ a: 7, b: [expect.anything()] });
    expect(Reflect.get(empty, "a")).toBeUndefined();
  });

  test("a derived class constructs its base", () => {
    class Base {
      readonly base = true;
    }
    const text =
      "class B extends Base { constructor(a = ran('default')) { super(); ran('body'); this.a = a; } }";
    const { usual, empty } = construct(text, Base);
    expect(usual).toMatchObject({ base: true, a: 7 });
    expect(empty).toEqual({ base: true });
  });
});
