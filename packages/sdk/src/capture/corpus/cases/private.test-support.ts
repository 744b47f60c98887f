import type { CorpusCase } from "./case.test-support.js";

let made = 0;
class Account {
  readonly owner: string;
  #balance = ((): number => {
    made += 1;
    return 0;
  })();
  #history: unknown[] = [];
  #format = (amount: number): string => `${amount} EUR`;
  constructor(owner: string, start = 10) {
    made += 1;
    this.owner = owner;
    this.#balance = start;
  }
  #note(text: string): void {
    this.#history.push(text);
  }
  get #double(): number {
    return this.#balance * 2;
  }
  add(amount: number): this {
    this.#balance += amount;
    this.#note(`+${amount}`);
    return this;
  }
  tell(): unknown {
    return [this.owner, this.#balance, this.#double, this.#history, this.#format(1), made];
  }
  static is(value: object): boolean {
    return #balance in value;
  }
}
class Savings extends Account {
  #rate: number;
  constructor({ owner, rate }: { owner: string; rate: number }) {
    super(owner);
    this.#rate = rate;
  }
  rate(): number {
    return this.#rate;
  }
  override tell(): unknown {
    return [this.rate(), super.tell()];
  }
}
class Registry<V> extends Map<string, V> {
  #reads = 0;
  override get(key: string): V | undefined {
    this.#reads += 1;
    return super.get(key);
  }
  reads(): number {
    return this.#reads;
  }
}
class Stack extends Array<number> {
  #limit = 3;
  full(): boolean {
    return this.length >= this.#limit;
  }
}
class Failure extends Error {
  readonly #detail: string;
  constructor(message: string, detail: string) {
    super(message);
    this.#detail = detail;
  }
  detail(): string {
    return `${this.message}: ${this.#detail}`;
  }
}
class Ring {
  #next: Ring = this;
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
  join(other: Ring): void {
    this.#next = other;
  }
  around(): string {
    return this.name + this.#next.name + (this.#next.#next === this ? "!" : "?");
  }
}
class Counter {
  readonly since = Counter.next();
  static #total = 5;
  static readonly #names = new Set(["a"]);
  static #bump(): number {
    return (Counter.#total += 1);
  }
  static next(): number {
    Counter.#names.add(`n${Counter.#total}`);
    return Counter.#bump();
  }
  static names(): string[] {
    return [...Counter.#names];
  }
}
class OnlyMethod {
  #secret(): string {
    return "hidden";
  }
  read(): string {
    return this.#secret();
  }
}
class Inner {
  #same = 1;
  inner(): number {
    return (this.#same += 1);
  }
}
class Outer extends Inner {
  #same = [1];
  outer(): number[] {
    this.#same.push(this.inner());
    return this.#same;
  }
}
const outer = new Outer();
outer.outer();
const account = new Account("Ada").add(5);
const savings = new Savings({ owner: "Bob", rate: 3 });
const registry = new Registry([["x", 1]]);
registry.get("x");
const stack = new Stack();
stack.push(1, 2);
const failure = new Failure("broken", "wire");
const [left, right] = [new Ring("l"), new Ring("r")];
left.join(right);
right.join(left);
const frozen = Object.freeze(new Account("Eve"));
Counter.next();
const onlyMethod = new OnlyMethod();
const detached = Object.setPrototypeOf(new Account("Kim"), { hello: () => 1 });
const withExtra = Object.assign(new Account("Lee"), { extra: 1 });

/** Private members, which no program can read from outside. */
export const PRIVATE_CASES: readonly CorpusCase[] = [
  { name: "private: instance", fn: () => account.tell() },
  { name: "private: instance goes on", fn: () => account.add(1).add(2).tell() },
  { name: "private: frozen instance", fn: () => [frozen.add(1).tell(), Object.isFrozen(frozen)] },
  {
    name: "private: new instances beside a restored one",
    fn: () => [account.tell(), new Account("New", 1).tell()],
  },
  { name: "private: inheritance", fn: () => savings.add(1).tell() },
  {
    name: "private: subclass made inside",
    fn: () => [savings.rate(), new Savings({ owner: "C", rate: 4 }).tell()],
  },
  { name: "private: one name in two classes", fn: () => [outer.outer(), outer.inner(), new Outer().outer()] },
  { name: "private: brand check", fn: () => [Account.is(account), Account.is({}), Account.is(savings)] },
  { name: "private: map", fn: () => [registry.get("x"), registry.reads(), registry.size, [...registry]] },
  {
    name: "private: array",
    fn: () => [stack.full(), stack.push(3), stack.full(), stack.length, Array.isArray(stack)],
  },
  { name: "private: error", fn: () => [failure.detail(), failure instanceof Error, typeof failure.stack] },
  { name: "private: cycle", fn: () => [left.around(), right.around()] },
  { name: "private: static", fn: () => [Counter.next(), new Counter().since, Counter.names()] },
  { name: "private: only a method", fn: () => onlyMethod.read() },
  { name: "private: keys", fn: () => [Object.keys(account), Object.keys(withExtra), withExtra.extra] },
  {
    name: "private: constructor of the restored",
    fn: () => [account.constructor.name, Account.length, Savings.length],
  },
  { name: "private: in lists", fn: () => [account, savings].map((one) => one.tell()) },
  { name: "private: another prototype", fn: () => [Reflect.get(detached, "hello")(), Object.keys(detached)] },
];
