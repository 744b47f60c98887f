// Texts of tagged templates, whose identity code can see.
export const CORPUS = [];
const add = (name, fn) => CORPUS.push({ name, fn });
const refuse = (name, refused, fn) => CORPUS.push({ name, fn, refused });

const tag = (strings, ...values) => ({ strings, values });
const cache = new WeakMap();
const site = (value) => tag`a${value}b`;
const first = site(1);
refuse("strings of a site that travels", "a tagged template", () => first.strings === site(2).strings);
const { raw } = site(1).strings;
refuse("raw strings of a site that travels", "a tagged template", () => raw === site(2).strings.raw);
const alone = tag`only ${1} here`;
add("strings of a site that stays", () => [
  alone.strings.join("|"),
  alone.strings.raw.join("|"),
  Object.isFrozen(alone.strings),
  Object.isFrozen(alone.strings.raw),
  Object.keys(alone.strings),
]);
const frozen = Object.freeze(["x", "y"]);
add("a frozen list beside a template", () => [frozen.length, tag`z${1}`.strings.length]);

const make = (n) => () => tag`one ${n} site`;
const [one, two] = [make(1), make(2)];
add("two closures of one site", () => [
  one().strings === two().strings,
  one().strings === one().strings,
  one().values[0] + two().values[0],
  one().strings.raw.join("|"),
]);
const outer = () => () => tag`inner`;
const inner = outer();
add("a closure and the function around it", () => [
  inner().strings === outer()().strings,
  inner().strings.raw[0],
]);
const holder = (n) => ({
  tag(strings, ...values) {
    return [this.n, strings, values];
  },
  n,
  get() {
    return this.tag`\u0041${n}\n
    ${(n, n + 1)}${[`nested ${n}`, tag`deep`.strings[0]]}`;
  },
});
const holders = [holder(1), holder(2)];
add("methods, with what a tag is called on", () => {
  const [left, right] = holders.map((each) => each.get());
  return [left[0], right[0], left[1] === right[1], left[1].raw, left[2], right[2], holders[0].get.toString()];
});
const bad = (n) => () => tag`\unicode ${n}`;
const bads = [bad(1), bad(2)];
add("texts that mean nothing", () => {
  const [left, right] = bads.map((each) => each().strings);
  return [left === right, left[0] === undefined, left.raw[0]];
});
const twice = (n) => () => [tag`same${n}`, tag`same${n}`];
const [twiceA, twiceB] = [twice(1), twice(2)];
add("two sites with one text", () => {
  const [a, b] = [twiceA(), twiceB()];
  return [a[0].strings === b[0].strings, a[1].strings === b[1].strings, a[0].strings === a[1].strings];
});
const classes = [1, 2].map(
  (n) =>
    class Tagged {
      #n = n;
      static made = [tag`blanked`];
      text = tag`field ${this.#n}`.values;
      read() {
        return tag`method ${this.#n}`;
      }
    },
);
const tagged = classes.map((Tagged) => new Tagged());
add("classes of one site", () => {
  const [a, b] = tagged;
  return [a.read().strings === b.read().strings, a.read().values, b.read().values, a.text];
});
const rawTexts = [1, 2].map((n) => () => String.raw`\a${n}`);
add("raw texts", () => rawTexts.map((each) => each()));
const constructed = [1, 2].map(
  (n) => () =>
    new (class {
      constructor(...args) {
        this.args = args;
      }
      static pick(strings) {
        return [this, strings];
      }
    })().args.length + n,
);
add("classes inside", () => constructed.map((each) => each()));
const chosen = (strings) =>
  class {
    strings = strings;
  };
const news = [1, 2].map(() => () => new chosen`text`());
refuse("a template behind new", "a tagged template", () => news.map((each) => each().strings[0]));
const nested = [1, 2].map((n) => () => tag`a${tag`b${n}`}c`);
add("one in another", () => {
  const [a, b] = nested.map((each) => each());
  return [a.strings === b.strings, a.values[0].strings === b.values[0].strings, a.values[0].values];
});
const failing = [1, 2].map((n) => () => tag`a${n}b` && null.x);
add("a failure behind one", () =>
  failing.map((each) => {
    try {
      each();
    } catch ({ message }) {
      return message;
    }
    return "";
  }),
);
const $cwtpl0 = 1;
const ours = [1, 2].map((n) => () => [tag`ours ${n}`, $cwtpl0]);
add("a name like ours", () => [ours[0]()[0].strings === ours[1]()[0].strings, ours[0]()[1]]);
const strict = (n) =>
  function () {
    "use strict";
    return [this === undefined, tag`s${n}`.strings];
  };
const stricts = [strict(1), strict(2)];
add("functions", () => [(0, stricts[0])()[0], (0, stricts[0])()[1] === (0, stricts[1])()[1]]);
