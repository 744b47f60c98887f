import type { CorpusCase } from "./case.test-support.js";

let count = 0;
const up = () => (count += 1);
const read = () => count;
const down = () => (count -= 1);
let list: number[] = [];
const push = (n: number) => {
  list = [...list, n];
};
let swapped = 1;
let other = 2;
const swap = () => {
  [swapped, other] = [other, swapped];
};
function account(start: number) {
  let balance = start;
  const log: string[] = [];
  return {
    add: (n: number) => {
      balance += n;
      log.push(`+${n}`);
    },
    read: () => balance,
    log: () => log,
  };
}
const mine = account(10);
const yours = account(10);
mine.add(5);
const same = account(0);
const alsoSame = account(0);
const loops: { up: () => number; read: () => number }[] = [];
for (let index = 0; index < 3; index += 1) {
  let own = index * 10;
  loops.push({ up: () => (own += index), read: () => own });
}
const shared: { set: (n: number) => void; get: () => number }[] = [];
{
  // One variable for every turn.
  let one = 0;
  for (const _ of [1, 2]) shared.push({ set: (n) => void (one = n), get: () => one });
}
const varLoops: (() => number)[] = [];
for (var position = 0; position < 2; position += 1) varLoops.push(() => position);
function outer() {
  let level = 1;
  function middle() {
    let inside = 10;
    return { deep: () => [(level += 1), (inside += 1)], level: () => level, inside: () => inside };
  }
  return [middle(), middle()] as const;
}
const [firstMiddle, secondMiddle] = outer();
function caught() {
  try {
    throw new Error("kept");
  } catch (error) {
    return () => String(error);
  }
}
const fromCatch = caught();
function parameters(a: number, b = () => a, c = () => (a += 1)) {
  return { b, c, a: () => a };
}
const cells = parameters(1);
let lateBound = () => "first";
const callsLate = () => lateBound();
lateBound = () => "second";
let undefinedForNow: string | undefined;
const setLater = () => {
  undefinedForNow = "set";
};
const chained = (() => {
  let state = "a";
  const next = () => {
    state = { a: "b", b: "c", c: "a" }[state] ?? "a";
    return state;
  };
  return { next, peek: () => state };
})();
const history: unknown[] = [];
const tracked = (value: number) => {
  history.push(value);
  return history.length;
};
tracked(1);
const state = { n: 0, bump: () => (state.n += 1) };
state.bump();
const counters = new Map([
  ["a", account(1)],
  ["b", account(2)],
]);
class Emitter {
  readonly handlers: ((n: number) => void)[] = [];
  total = 0;
  listen(): void {
    this.handlers.push((n) => {
      this.total += n;
    });
  }
}
const swappable = { current: up };
let reassignedConst: { readonly v: number } = Object.freeze({ v: 1 });
const reassign = () => {
  reassignedConst = Object.freeze({ v: reassignedConst.v + 1 });
  return reassignedConst.v;
};
function makePair() {
  let x = 0;
  const get = () => x;
  const set = (n: number) => {
    x = n;
  };
  return [get, set] as const;
}
const [getX, setX] = makePair();
const [getY, setY] = makePair();
const wrapAll = { getX, setX, nested: { getX } };

/** Variables that functions share and change. */
export const CELL_CASES: readonly CorpusCase[] = [
  { name: "cell: three functions of a module", fn: () => [up(), up(), read(), down(), read()] },
  {
    name: "cell: assigned here",
    fn: () => {
      count = 50;
      return [read(), up(), count];
    },
  },
  {
    name: "cell: incremented here",
    fn: () => {
      count++;
      ++count;
      return [read(), count--, read()];
    },
  },
  {
    name: "cell: list replaced",
    fn: () => {
      push(1);
      push(2);
      return list;
    },
  },
  {
    name: "cell: swapped",
    fn: () => {
      swap();
      return [swapped, other];
    },
  },
  {
    name: "cell: closure object",
    fn: () => {
      mine.add(1);
      return [mine.read(), mine.log(), yours.read()];
    },
  },
  {
    name: "cell: equal activations stay apart",
    fn: () => {
      same.add(1);
      return [same.read(), alsoSame.read()];
    },
  },
  { name: "cell: per turn of a loop", fn: () => loops.map((one) => [one.up(), one.up(), one.read()]) },
  {
    name: "cell: one turn only",
    fn: () => [Object(loops[1]).up(), Object(loops[1]).read(), Object(loops[2]).read()],
  },
  {
    name: "cell: one for all turns",
    fn: () => {
      Object(shared[0]).set(9);
      return shared.map((one) => one.get());
    },
  },
  { name: "cell: var of a loop", fn: () => varLoops.map((one) => one()) },
  {
    name: "cell: two levels",
    fn: () => [firstMiddle.deep(), secondMiddle.deep(), firstMiddle.level(), secondMiddle.inside()],
  },
  { name: "cell: caught error", fn: () => fromCatch() },
  { name: "cell: parameters", fn: () => [cells.c(), cells.b(), cells.a()] },
  { name: "cell: reassigned function", fn: () => callsLate() },
  {
    name: "cell: function replaced inside",
    fn: () => {
      lateBound = () => "third";
      return callsLate();
    },
  },
  {
    name: "cell: still undefined",
    fn: () => {
      const before = undefinedForNow;
      setLater();
      return [before, undefinedForNow];
    },
  },
  { name: "cell: state machine", fn: () => [chained.next(), chained.next(), chained.peek()] },
  { name: "cell: pushed to", fn: () => [tracked(2), history] },
  { name: "cell: object that knows itself", fn: () => [state.bump(), state.n] },
  {
    name: "cell: in a map",
    fn: () => {
      counters.get("a")?.add(5);
      return [...counters.values()].map((one) => one.read());
    },
  },
  {
    name: "cell: handlers made inside",
    fn: () => {
      const e = new Emitter();
      e.listen();
      e.handlers.forEach((h) => h(4));
      return e.total;
    },
  },
  { name: "cell: through an object", fn: () => [swappable.current(), read()] },
  { name: "cell: frozen values replaced", fn: () => [reassign(), reassign(), reassignedConst.v] },
  {
    name: "cell: pairs",
    fn: () => {
      setX(4);
      return [getX(), getY(), wrapAll.nested.getX()];
    },
  },
  {
    name: "cell: the other pair",
    fn: () => {
      setY(7);
      return [getX(), getY()];
    },
  },
  {
    name: "cell: loop variable inside",
    fn: () => {
      const fns = [];
      for (let i = 0; i < 3; i += 1) fns.push(() => i);
      return fns.map((f) => f());
    },
  },
  {
    name: "cell: assigned in a nested function",
    fn: () => {
      const set = () => {
        count = 77;
      };
      set();
      return [count, read()];
    },
  },
  {
    name: "cell: assigned by a pattern",
    fn: () => {
      ({ a: swapped, b: other } = { a: 8, b: 9 });
      swap();
      return [swapped, other];
    },
  },
  {
    name: "cell: assigned by a loop",
    fn: () => {
      for (count of [5, 6]);
      return read();
    },
  },
];
