import { EventEmitter } from "node:events";
import type { CorpusCase } from "./case.test-support.js";

abstract class Animal {
  static count = 0;
  static readonly kinds: string[] = [];
  readonly name: string;
  legs = 4;
  handler = () => "no this here";
  constructor(name: string) {
    this.name = name;
    Animal.count += 1;
  }
  abstract sound(): string;
  speak(): string {
    return `${this.name} says ${this.sound()}`;
  }
  get upper(): string {
    return this.name.toUpperCase();
  }
  set upper(value: string) {
    Reflect.set(this, "name", value.toLowerCase());
  }
  static register(kind: string): number {
    return this.kinds.push(kind);
  }
}
class Dog extends Animal {
  static {
    Dog.register("dog");
  }
  override sound(): string {
    return "woof";
  }
  override speak(): string {
    return `${super.speak()}!`;
  }
  static override register(kind: string): number {
    return super.register(`${kind}!`);
  }
}
class Puppy extends Dog {
  override legs = 3;
  override sound(): string {
    return `${super.sound()}?`;
  }
}
const dog = new Dog("Rex");
const puppy = new Puppy("Bit");
puppy.upper = "BIT2";
class Plain {
  x = 1;
}
const Timed = (Base: typeof Plain) =>
  class extends Base {
    at = 5;
    since() {
      return this.at * 2;
    }
  };
const Labelled = (Base: ReturnType<typeof Timed>) =>
  class Labelled extends Base {
    label() {
      return this.constructor.name;
    }
  };
class Mixed extends Labelled(Timed(Plain)) {}
const mixed = new Mixed();
const Anonymous = class {
  v = 1;
};
const aliases = { Klass: Dog, [Symbol.species]: Puppy };
class Point {
  readonly x: number;
  readonly y: number;
  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
  }
  static readonly origin = new Point(0, 0);
  plus(other: Point): Point {
    return new Point(this.x + other.x, this.y + other.y);
  }
  *[Symbol.iterator]() {
    yield this.x;
    yield this.y;
  }
  get [Symbol.toStringTag]() {
    return "Point";
  }
  [Symbol.toPrimitive](hint: string) {
    return hint === "number" ? this.x : `(${this.x},${this.y})`;
  }
  static [Symbol.hasInstance](value: unknown) {
    return typeof value === "object" && value !== null && "x" in value;
  }
}
class HttpError extends Error {
  override readonly name = "HttpError";
  readonly status: number;
  constructor(status: number, options?: ErrorOptions) {
    super(`status ${status}`, options);
    this.status = status;
  }
}
const httpError = new HttpError(404, { cause: new RangeError("inner") });
class Bag<T> extends Set<T> {
  added = 0;
  override add(value: T): this {
    this.added = (this.added ?? 0) + 1;
    return super.add(value);
  }
}
const bag = new Bag([1, 2, 2]);
class Matrix extends Float64Array {
  trace() {
    return this.reduce((sum, value) => sum + value, 0);
  }
}
const matrix = new Matrix([1, 2, 3]);
class Bus extends EventEmitter {
  seen: number[] = [];
}
function Legacy(this: { value: number }, value: number) {
  this.value = value;
}
Legacy.prototype.twice = function (this: { value: number }) {
  return this.value * 2;
};
Legacy.make = (value: number): { value: number; twice: () => number } => Reflect.construct(Legacy, [value]);
const legacy = Legacy.make(4);
function Derived(this: { value: number }, value: number) {
  Legacy.call(this, value + 1);
}
Object.setPrototypeOf(Derived.prototype, Legacy.prototype);
const derived = Reflect.construct(Derived, [1]);
class Patched {
  run() {
    return "old";
  }
}
Patched.prototype.run = () => "new";
const patched = new Patched();
const singleton = new (class {
  #hits = 0;
  hit() {
    return (this.#hits += 1);
  }
})();
class Lazy {
  get value(): number {
    Object.defineProperty(this, "value", { value: 42 });
    return this.value;
  }
}
class Fluent {
  parts: string[] = [];
  add(part: string): this {
    this.parts.push(part);
    return this;
  }
  toJSON() {
    return this.parts.join(".");
  }
}
const fluent = new Fluent().add("a");
const withThisCallback = {
  factor: 3,
  scale(values: number[]) {
    return values.map((value) => value * this.factor);
  },
};
const greeter = {
  who: "nobody",
  greet() {
    return `hi ${this.who}`;
  },
};
const proto: typeof greeter = Object.create(greeter, { who: { value: "x", enumerable: true } });
const chain = Object.create(Object.create(Object.create(null, { deep: { value: 1 } })));
class Node2 {
  children: Node2[] = [];
  parent: Node2 | null = null;
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
  add(child: Node2): Node2 {
    this.children.push(child);
    child.parent = this;
    return this;
  }
  path(): string {
    return (this.parent?.path() ?? "") + "/" + this.id;
  }
}
const leaf = new Node2("leaf");
const tree = new Node2("root").add(new Node2("branch").add(leaf));
const optionsByClass = new Map<unknown, string>([
  [Dog, "dog"],
  [Puppy, "puppy"],
]);

/** Classes and what they make. */
export const CLASS_CASES: readonly CorpusCase[] = [
  { name: "class: instance", fn: () => [dog.speak(), dog.legs, dog.upper, dog.handler()] },
  { name: "class: subclass instance", fn: () => [puppy.speak(), puppy.legs, puppy.name] },
  {
    name: "class: new inside",
    fn: () => {
      const d = new Dog("Max");
      return [d.speak(), Animal.count];
    },
  },
  { name: "class: statics", fn: () => [Animal.count, Animal.kinds, Dog.register("x"), Puppy.kinds] },
  {
    name: "class: instanceof",
    fn: () => [dog instanceof Dog, dog instanceof Animal, dog instanceof Puppy, puppy instanceof Dog],
  },
  {
    name: "class: constructor",
    fn: () => [dog.constructor === Dog, puppy.constructor.name, Object.getPrototypeOf(Puppy) === Dog],
  },
  { name: "class: mixins", fn: () => [mixed.since(), mixed.label(), mixed.x, new Mixed().since()] },
  { name: "class: anonymous", fn: () => [new Anonymous().v, Anonymous.name] },
  { name: "class: in an object", fn: () => [new aliases.Klass("Al").sound(), aliases[Symbol.species].name] },
  {
    name: "class: methods by symbols",
    fn: () => {
      const p = new Point(1, 2).plus(Point.origin);
      return [[...p], `${p}`, Number(p), String(Object.prototype.toString.call(p))];
    },
  },
  { name: "class: hasInstance", fn: () => [{ x: 1 } instanceof Point, {} instanceof Point] },
  {
    name: "class: error",
    fn: () => [
      httpError.status,
      httpError.message,
      String(httpError.cause),
      httpError instanceof Error,
      httpError.name,
    ],
  },
  {
    name: "class: error thrown",
    fn: () => {
      throw new HttpError(500);
    },
    throws: "HttpError: status 500",
  },
  { name: "class: set subclass", fn: () => [bag.size, bag.added, bag.add(9).added, [...bag]] },
  {
    name: "class: typed array subclass",
    fn: () => [matrix.trace(), matrix.length, matrix instanceof Float64Array],
  },
  {
    name: "class: extends an emitter, made inside",
    fn: () => {
      const bus = new Bus();
      bus.on("n", (n: number) => bus.seen.push(n));
      bus.emit("n", 1);
      return bus.seen;
    },
  },
  {
    name: "class: older style",
    fn: () => [legacy.twice(), Legacy.make(2).twice(), legacy instanceof Object(Legacy)],
  },
  { name: "class: older style inherited", fn: () => [derived.twice(), derived instanceof Object(Legacy)] },
  { name: "class: patched method", fn: () => [patched.run(), new Patched().run()] },
  { name: "class: singleton", fn: () => [singleton.hit(), singleton.hit()] },
  {
    name: "class: lazy member",
    fn: () => {
      const l = new Lazy();
      return [l.value, l.value, Object.keys(l)];
    },
  },
  { name: "class: fluent, toJSON", fn: () => [JSON.stringify(fluent.add("b")), fluent.parts] },
  { name: "class: this in a callback", fn: () => withThisCallback.scale([1, 2]) },
  { name: "class: object with a prototype", fn: () => [proto.greet(), Object.keys(proto)] },
  { name: "class: chain that ends in null", fn: () => [chain.deep, "toString" in chain] },
  {
    name: "class: tree with parents",
    fn: () => [leaf.path(), tree.children[0]?.children[0] === leaf, leaf.parent?.parent === tree],
  },
  { name: "class: as keys", fn: () => [optionsByClass.get(Dog), optionsByClass.get(puppy.constructor)] },
  {
    name: "class: defined inside",
    fn: () => {
      class A {
        static s = 1;
        v = base();
      }
      class B extends A {}
      function base() {
        return 5;
      }
      return [new B().v, B.s];
    },
  },
  {
    name: "class: subclass defined inside",
    fn: () => {
      class Loud extends Dog {
        override sound() {
          return super.sound().toUpperCase();
        }
      }
      return new Loud("Q").speak();
    },
  },
  { name: "class: method of an instance, bound", fn: dog.speak.bind(dog) },
  {
    name: "class: setter",
    fn: () => {
      dog.upper = "NEW";
      return dog.name;
    },
  },
  {
    name: "class: descriptor",
    fn: () => {
      const d = Object.getOwnPropertyDescriptor(Animal.prototype, "upper");
      return [typeof d?.get, typeof d?.set, d?.enumerable];
    },
  },
  {
    name: "class: members in order",
    fn: () => [Object.getOwnPropertyNames(Animal.prototype), Object.getOwnPropertyNames(dog)],
  },
  {
    name: "class: new.target",
    fn: () => {
      class T {
        kind: string;
        constructor() {
          this.kind = new.target.name;
        }
      }
      class U extends T {}
      return [new T().kind, new U().kind];
    },
  },
  {
    name: "class: without new",
    fn: () => {
      Object(Dog)("x");
    },
    throws: "TypeError: Class constructor Dog cannot be invoked without 'new'",
  },
];
