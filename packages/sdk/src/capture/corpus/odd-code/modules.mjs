// A module of the older kind, of whose members Node finds only some.
import whole, * as namespace from "../odd-modules/hidden-members.cjs";
import { seen } from "../odd-modules/hidden-members.cjs";

export const CORPUS = [];
const add = (name, fn) => CORPUS.push({ name, fn });
add("a member of the default", () => [namespace.default.hidden, namespace.default.hiddenFn()]);
add("the member of the namespace that is none", () => [typeof namespace.hidden, "hidden" in namespace]);
add("the keys of both", () => [Object.keys(namespace), Object.keys(namespace.default)]);
add("the default on its own", () => [whole.hidden, whole.hiddenFn(), whole.seen === seen]);
add("the same by both names", () => [namespace.default === whole, namespace.seen === whole.seen]);
add("taken apart", () => {
  const { default: main, hidden } = namespace;
  return [main.hidden, hidden, main.inner.deep];
});
add("by a computed name", () => namespace[["def", "ault"].join("")].hidden);
add("what it is", () => [Object.prototype.toString.call(namespace), Object.isExtensible(namespace)]);
