import { EventEmitter } from "node:events";
import { promisify } from "node:util";
import type { CorpusCase } from "./case.test-support.js";

/** What other tools get wrong: shared variables, activations, classes that were changed, names that moved. */
let total = 1;
let other = 2;
const addTotal = () => (total += 1);
const readTotal = () => total;
const addOther = () => (other += total);

function nested() {
  let outer = 0;
  const make = () => {
    let inner = 0;
    return { up: () => (outer += 1), down: () => (inner -= 1), both: () => [outer, inner] };
  };
  return [make(), make(), () => outer] as const;
}
const [left, right, outerOnly] = nested();

const perTurn: { up: () => number; read: () => number }[] = [];
for (let turn = 0; turn < 3; turn += 1) perTurn.push({ up: () => (turn += 1), read: () => turn });

class Base {
  static list: number[] = [1];
  static all(): number[] {
    return this.list;
  }
  name(): string {
    return "base";
  }
}
const mixin = (Parent: typeof Base) =>
  class Mixed extends Parent {
    mixed(): string {
      return `mixed ${super.name()}`;
    }
  };
const MixedBase = mixin(Base);
class Deep extends MixedBase {
  static override all(): number[] {
    return [...super.all(), 2];
  }
  override name(): string {
    return `deep ${super.name()}`;
  }
}
const changed = class Changed {
  kept(): number {
    return 1;
  }
  removed(): number {
    return 2;
  }
  replaced(): number {
    return 3;
  }
};
Reflect.deleteProperty(changed.prototype, "removed");
changed.prototype.replaced = function replacement() {
  return 99;
};
class Hidden {
  #value = 1;
  get value(): number {
    return this.#double() / 2;
  }
  set value(value: number) {
    this.#value = value;
  }
  #double(): number {
    return this.#value * 2;
  }
}
class Symbols {
  static [Symbol.hasInstance](value: unknown): boolean {
    return value === 1;
  }
  get [Symbol.toStringTag](): string {
    return "SYMBOLS";
  }
  "quoted key"(): string {
    return "quoted";
  }
  5(): number {
    return 5;
  }
}
const Nameless = (() =>
  class {
    readonly x = 1;
  })();
class Renamed {
  readonly x = 1;
}
Object.defineProperty(Renamed, "name", { value: "Custom", configurable: true });
class NumberList extends Array<number> {
  sum(): number {
    return this.reduce((sum, value) => sum + value, 0);
  }
}
const numbers = new NumberList(1, 2, 3);
class Titled extends TypeError {
  readonly extra = 1;
  override name = "Mine";
}
const titled = new Titled("boo");

const parent = {
  greet(this: { who: string }) {
    return `hi ${this.who}`;
  },
};
const inherits: { who: string; greet(): string } = Object.create(parent, {
  who: { value: "x", enumerable: true },
});
const ownProto: object = JSON.parse('{"__proto__": {"x": 1}}');
const twiceBound = function (this: { k: number }, ...rest: number[]) {
  return [this.k, ...rest];
}
  .bind({ k: 1 }, 2)
  .bind(null, 3);
const sticky = /a/gu;
sticky.lastIndex = 3;
const bigNumbers = new BigInt64Array([1n, -5n]);
const tail = bigNumbers.subarray(1);
const odd: unknown[] = [];
odd[10_000_000] = 1;
const keys = new Map<unknown, number>([
  [Number.NaN, 1],
  [0, 2],
]);
const sleep = promisify(setTimeout);
const asyncNumbers = async function* () {
  yield 1;
  yield 2;
};
const chooser = { small: "s", large: new WeakRef({}) };
const chosen = "small";
const reading = {
  plain: 1,
  get live() {
    return total;
  },
};

export const TRICKY_CASES: readonly CorpusCase[] = [
  {
    name: "one module variable, three functions",
    fn: () => {
      addTotal();
      addTotal();
      return [readTotal(), addOther(), other];
    },
  },
  {
    name: "two activations in one",
    fn: () => {
      left.up();
      right.up();
      left.down();
      return [left.both(), right.both(), outerOnly()];
    },
  },
  {
    name: "one variable per turn of a loop",
    fn: () => {
      perTurn[0]?.up();
      perTurn[1]?.up();
      return perTurn.map(({ read }) => read());
    },
  },
  {
    name: "mixin and super",
    fn: () => {
      const deep = new Deep();
      return [deep.mixed(), deep.name(), Deep.all(), deep instanceof Base, MixedBase.name];
    },
  },
  {
    name: "changed class",
    fn: () => {
      const it = new changed();
      return [it.kept(), "removed" in it, it.replaced(), changed.name];
    },
  },
  {
    name: "private members inside",
    fn: () => {
      const it = new Hidden();
      it.value = 5;
      return it.value;
    },
  },
  {
    name: "symbol and quoted members",
    fn: () => [
      Reflect.apply(Function.prototype[Symbol.hasInstance], Symbols, [1]) || Symbols[Symbol.hasInstance](1),
      Object.prototype.toString.call(new Symbols()),
      new Symbols()["quoted key"](),
      new Symbols()[5](),
    ],
  },
  { name: "names of classes", fn: () => [Nameless.name, Renamed.name] },
  {
    name: "array subclass",
    fn: () => [
      numbers.sum(),
      numbers instanceof NumberList,
      numbers.length,
      numbers.map((n) => n) instanceof NumberList,
    ],
  },
  {
    name: "error subclass with a name",
    fn: () => [String(titled), titled.extra, titled instanceof TypeError, Object.keys(titled)],
  },
  { name: "inherited method", fn: () => [inherits.greet(), Object.getPrototypeOf(inherits) === parent] },
  {
    name: "own __proto__ key",
    fn: () => [Object.keys(ownProto), Object.getPrototypeOf(ownProto) === Object.prototype],
  },
  { name: "bound twice", fn: () => twiceBound(4) },
  { name: "lastIndex", fn: () => sticky.lastIndex },
  {
    name: "bigint array and its tail",
    fn: () => {
      tail[0] = 7n;
      return [String(bigNumbers[1]), tail.length, tail.buffer === bigNumbers.buffer];
    },
  },
  { name: "mostly holes", fn: () => [odd.length, 10_000_000 in odd, 0 in odd] },
  { name: "NaN and zero as keys", fn: () => [keys.get(Number.NaN), keys.get(-0)] },
  {
    name: "promisified builtin",
    fn: async () => {
      await sleep(1);
      return "slept";
    },
  },
  {
    name: "async generator helper",
    fn: async () => {
      const seen: number[] = [];
      for await (const n of asyncNumbers()) seen.push(n);
      return seen;
    },
  },
  {
    name: "event emitter made inside",
    fn: () => {
      const events = new EventEmitter();
      let n = 0;
      events.on("x", () => {
        n += 1;
      });
      events.emit("x");
      return n;
    },
  },
  { name: "member chosen by a variable", fn: () => chooser[chosen] },
  {
    name: "accessor over a shared variable",
    fn: () => {
      addTotal();
      return [reading.live, reading.plain];
    },
  },
  { name: "name that exists nowhere", fn: () => Reflect.has(globalThis, "notDefinedAnywhere") },
  {
    name: "shadowed names",
    fn: (readOther: number) => {
      const shadow = total;
      return readOther + shadow;
    },
    args: [1],
  },
  {
    name: "patterns and defaults",
    fn: (a = total, { b = other, ...rest }: { b?: number; c?: number } = {}, [c]: number[] = [a]) => [
      a,
      b,
      c,
      rest,
    ],
    args: [undefined, { c: 1 }],
  },
];
