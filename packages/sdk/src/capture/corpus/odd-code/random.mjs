// Programs made at random, always the same ones: closures that share variables, classes, values that refer to each other.
import { runInThisContext } from "node:vm";

const CASES = 240;

/** Mulberry32. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function programOf(seed) {
  const random = generator(seed);
  const below = (limit) => Math.floor(random() * limit);
  const pick = (list) => list[below(list.length)];
  const names = [];
  const callables = [];
  const lines = [];
  const literal = (depth = 0) => {
    const plain = [
      "1",
      "-0",
      "'text'",
      "null",
      "undefined",
      "NaN",
      "12n",
      "true",
      "[1, , 3]",
      "/a+/g",
      "new Date(5)",
    ];
    const nested = [
      () => `[${literal(depth + 1)}, ${literal(depth + 1)}]`,
      () => `{ a: ${literal(depth + 1)}, get b() { return ${literal(depth + 1)}; } }`,
      () => `new Map([[${literal(depth + 1)}, ${literal(depth + 1)}]])`,
      () => `new Set([${literal(depth + 1)}])`,
      () => `Object.freeze({ f: ${literal(depth + 1)} })`,
      () => `Object.create({ inherited: ${literal(depth + 1)} }, { hidden: { value: 1 } })`,
      () => `new Uint8Array([${below(256)}, 2])`,
    ];
    if (names.length > 0 && random() < 0.3) return pick(names);
    return depth < 2 && random() < 0.5 ? pick(nested)() : pick(plain);
  };
  const call = () => (callables.length === 0 ? literal() : pick(callables));
  const statements = [
    (n) => (lines.push(`let v${n} = ${literal()};`), names.push(`v${n}`)),
    (n) => (lines.push(`const c${n} = ${literal()};`), names.push(`c${n}`)),
    (n) => {
      lines.push(
        `let n${n} = ${below(5)};`,
        `const up${n} = (by = 1) => (n${n} += by);`,
        `const see${n} = () => n${n};`,
      );
      callables.push(`up${n}()`, `see${n}()`, `up${n}(2)`);
    },
    (n) => {
      lines.push(`function make${n}(start) { let own = start; const log = []; return {`);
      lines.push(
        `  add(by) { own += by; log.push(own); return this; }, get: () => [own, log, ${call()}] }; }`,
      );
      lines.push(`const one${n} = make${n}(1), two${n} = make${n}(1), alias${n} = one${n};`);
      callables.push(
        `one${n}.add(2).get()`,
        `two${n}.get()`,
        `alias${n}.add(1).get()`,
        `make${n}(7).add(1).get()`,
      );
    },
    (n) => {
      lines.push(`const list${n} = []; for (let i = 0; i < 3; i++) { let twice = i * 2;`);
      lines.push(
        `  list${n}.push({ up: () => (twice += 1, i += 10, [i, twice]), see: () => [i, twice, ${literal()}] }); }`,
      );
      callables.push(`list${n}[${below(3)}].up()`, `list${n}[${below(3)}].see()`);
    },
    (n) => {
      const base =
        random() < 0.5 && n > 0 && lines.some((line) => line.startsWith("class K0 ")) ? " extends K0" : "";
      lines.push(`class K${n}${base} { #secret = ${below(9)}; field = ${literal()}; static made = 0;`);
      lines.push(`  static #hidden = ${literal()}; static { K${n}.made += 1; }`);
      lines.push(`  bump() { K${n}.made += 1; return [this.#secret++, this.#inner(), K${n}.made]; }`);
      lines.push(
        `  #inner() { return [this.field, K${n}.#hidden, ${call()}]; } get secret() { return this.#secret; } }`,
      );
      lines.push(
        `const k${n} = new K${n}(), other${n} = new K${n}(); other${n}.extra = k${n}; k${n}.bump();`,
      );
      callables.push(
        `k${n}.bump()`,
        `other${n}.extra.secret`,
        `new K${n}().bump()`,
        `other${n} instanceof K${n}`,
      );
    },
    (n) => {
      lines.push(`function* gen${n}(to) { for (let at = 0; at < to; at++) yield [at, ${literal()}]; }`);
      callables.push(`[...gen${n}(2)]`);
    },
    (n) => {
      lines.push(
        `const bound${n} = function (a, b) { return [this, a, b, ${call()}]; }.bind(${literal()}, 1);`,
      );
      callables.push(`bound${n}(2)`);
    },
    (n) => {
      lines.push(`function even${n}(x) { return x === 0 ? ${call()} : odd${n}(x - 1); }`);
      lines.push(`function odd${n}(x) { return x === 0 ? "odd" : even${n}(x - 1); }`);
      callables.push(`even${n}(${below(5)})`);
    },
    () => lines.push(`void ${call()};`),
  ];
  if (random() < 0.5) lines.push('"use strict";');
  for (let count = 0; count < 4 + below(6); count++) pick(statements)(count);
  const results = Array.from({ length: 5 }, call);
  return `(() => { ${lines.join("\n")}\nreturn () => show([${[...results, ...names].join(", ")}]); })()`;
}

/** Everything that can be seen of a value. */
function show(value, seen = []) {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return `function ${value.name}`;
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : String(value);
  // Sloppy functions have it as their `this`; what it holds differs from process to process.
  if (value === globalThis) return "the global object";
  if (seen.includes(value)) return `seen ${seen.indexOf(value)}`;
  seen.push(value);
  const kind = Object.prototype.toString.call(value);
  const inner =
    value instanceof Map || value instanceof Set ? [...value].map((item) => show(item, seen)) : [];
  const keys = Reflect.ownKeys(value).map((key) => `${String(key)}: ${show(value[key], seen)}`);
  const state = `${Object.isFrozen(value)} ${value instanceof Date || value instanceof RegExp ? String(value) : ""}`;
  const parent = Object.getPrototypeOf(value)?.constructor?.name;
  return `${kind} ${parent} ${state} {${[...inner, ...keys].join(", ")}}`;
}
globalThis.show = show;

export const CORPUS = Array.from({ length: CASES }, (_, seed) => {
  const program = programOf(seed);
  return { name: `random ${seed}: ${program}`, fn: runInThisContext(program) };
});
