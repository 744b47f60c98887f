import type { CorpusCase } from "./case.test-support.js";

/** What older compilers make of private members, and what libraries know of objects that are not theirs. */
const balances = new WeakMap<object, { amount: number }>();
const opened = new WeakSet();
class Account {
  constructor(amount: number) {
    balances.set(this, { amount });
    opened.add(this);
  }

  get amount(): number {
    return balances.get(this)?.amount ?? 0;
  }

  add(amount: number): this {
    balances.set(this, { amount: this.amount + amount });
    return this;
  }
}
const account = new Account(5);
const closed = new Account(7);

const codes = new WeakMap<object, string>([
  [Account.prototype, "prototype"],
  [Reflect.get(Account.prototype, "add"), "method"],
  [Account, "class"],
  [Array, "Array"],
]);

const first = {};
const second = {};
const chain = new WeakMap<object, object>([
  [first, second],
  [second, [first]],
]);

class Labels extends WeakMap<object, string> {
  readonly prefix = "label";
  override get(key: object): string {
    return `${this.prefix} ${super.get(key) ?? "none"}`;
  }
}
const labels = new Labels([[first, "one"]]);
const itself = new WeakMap<object, object>();
itself.set(itself, itself);

/** Entries of weak collections travel when their keys do. */
export const WEAK_CASES: readonly CorpusCase[] = [
  {
    name: "weak: state of an instance",
    fn: () => [account.add(1).amount, opened.has(account), new Account(3).amount, opened.has({})],
  },
  {
    name: "weak: a key that comes along by itself",
    fn: () => [closed].map((one) => [opened.has(one), opened.delete(one), opened.has(one)]),
  },
  {
    name: "weak: code as keys",
    fn: () => [
      codes.get(Object.getPrototypeOf(account)),
      codes.get(account.constructor),
      codes.get(Reflect.get(account, "add")),
      codes.get(Array),
      codes.has(Map),
    ],
  },
  {
    name: "weak: a value that is a key",
    fn: () => {
      const next = chain.get(first) ?? {};
      return chain.get(next);
    },
  },
  {
    name: "weak: a class of one's own",
    fn: () => [labels.get(first), labels.get({}), labels instanceof WeakMap],
  },
  { name: "weak: itself", fn: () => itself.get(itself) === itself },
];
