import { expect, test } from "vitest";
import { Watch } from "./watch.js";

class Shape {
  draw(): string {
    return "shape";
  }
}
const make = () => ({
  plain: { a: 1, b: "two", not: Number.NaN },
  list: [1, 2],
  when: new Date(0),
  map: new Map<unknown, unknown>([["a", 1]]),
  set: new Set([1]),
  code: Object.assign(() => 1, { option: 1 }),
  Shape: class extends Shape {},
});
type Made = ReturnType<typeof make>;

const changes: Readonly<Record<string, (made: Made) => unknown>> = {
  "a value": ({ plain }) => (plain.a = 2),
  "a sign": ({ plain }) => (plain.not = 0),
  "a new member": ({ plain }) => Object.assign(plain, { c: 1 }),
  "a new member that loops do not see": ({ plain }) => Object.defineProperty(plain, "c", { value: 1 }),
  "a member under a symbol": ({ plain }) => Object.assign(plain, { [Symbol.iterator]: 1 }),
  "a member instead of another": ({ plain }) =>
    Reflect.deleteProperty(plain, "a") && Object.assign(plain, { c: 1 }),
  "an accessor": ({ plain }) => Object.defineProperty(plain, "a", { get: () => 1 }),
  "an element": ({ list }) => list.push(3),
  "a date": ({ when }) => when.setTime(1),
  "an entry": ({ map }) => map.set("b", 1),
  "the value of an entry": ({ map }) => map.set("a", 2),
  "another entry": ({ set }) => set.delete(1) && set.add(2),
  "a member of a function": ({ code }) => (code.option = 2),
  "a method": ({ Shape: { prototype } }) => Object.assign(prototype, { erase: () => 1 }),
  "a prototype": ({ plain }) => Object.setPrototypeOf(plain, Shape.prototype),
  "a closed object": ({ plain }) => Object.preventExtensions(plain),
  "a constant": ({ code }) => Object.defineProperty(code, "option", { writable: false }),
};

test.each(Object.entries(changes))("sees %s", (_, change) => {
  const made = make();
  const watch = new Watch();
  for (const value of [...Object.values(made), made.Shape.prototype]) watch.add(value);
  expect(watch.isUnchanged()).toBe(true);
  change(made);
  expect(watch.isUnchanged()).toBe(false);
});

test("sees a frozen object, runs no accessors and trusts no Proxy", () => {
  const frozen = Object.preventExtensions({ a: 1 });
  const throwing = Object.defineProperty({}, "a", {
    get: () => {
      throw new Error("was run");
    },
  });
  const watch = new Watch();
  watch.add(frozen);
  watch.add(throwing);
  expect(watch.isUnchanged()).toBe(true);
  Object.freeze(frozen);
  expect(watch.isUnchanged()).toBe(false);
  const blind = new Watch();
  blind.add(new Proxy({}, {}));
  expect(blind.isUnchanged()).toBe(false);
});
