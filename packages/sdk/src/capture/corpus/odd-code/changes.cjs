// Functions of which something changes after they were captured several times: `[function, change]`.
const { runInThisContext } = require("node:vm");

exports.CORPUS = [];
const add = (name, make) => {
  const [fn, change] = make();
  exports.CORPUS.push({ name, fn, change });
};

add("an assigned let", () => {
  let n = 1;
  return [() => n, () => (n = 2)];
});
add("a counter of another function", () => {
  let n = 1;
  const up = () => n++;
  return [() => n, up];
});
add("a declared function that is replaced", () => {
  function helper() {
    return "old";
  }
  return [() => helper(), () => (helper = () => "new")];
});
add("a class that is replaced", () => {
  class Shape {
    sides() {
      return 3;
    }
  }
  return [
    () => new Shape().sides(),
    () => {
      Shape = class {
        sides() {
          return 4;
        }
      };
    },
  ];
});
add("what an object holds", () => {
  const config = { deep: { value: 1 } };
  return [() => config.deep.value, () => (config.deep = { value: 2 })];
});
add("the length of a list", () => {
  const list = [1];
  return [() => list.join(), () => list.push(2)];
});
add("the entries of a map", () => {
  const map = new Map([["a", 1]]);
  return [() => [...map], () => map.set("a", 2)];
});
add("a property of a helper", () => {
  const helper = () => helper.rate;
  helper.rate = 1;
  return [() => helper(), () => (helper.rate = 2)];
});
add("a property of the function itself", () => {
  const self = () => self.calls;
  return [self, () => (self.calls = 7)];
});
add("the name of the function itself", () => {
  const self = () => self.name;
  return [self, () => void Object.defineProperty(self, "name", { value: "changed" })];
});
add("what the function itself inherits", () => {
  const self = () => self.inherited;
  return [
    self,
    () =>
      void Object.setPrototypeOf(
        self,
        Object.assign(() => {}, { inherited: 1 }),
      ),
  ];
});
add("what a constant inherits", () => {
  const two = 2;
  const twice = {
    configurable: true,
    value() {
      return this * 2;
    },
  };
  return [
    () => two.twice?.() ?? "none",
    () => {
      Object.defineProperty(Number.prototype, "twice", twice);
      return () => delete Number.prototype.twice;
    },
  ];
});
add("the prototype of a value", () => {
  const value = {};
  return [() => value.inherited, () => Object.setPrototypeOf(value, { inherited: 1 })];
});
add("a method of a class", () => {
  class Pet {
    name() {
      return "old";
    }
  }
  const pet = new Pet();
  return [() => pet.name(), () => (Pet.prototype.name = () => "new")];
});
add("a key that names a member", () => {
  const table = { a: 1, b: 2 };
  let key = "a";
  return [() => table[key], () => (key = "b")];
});
add("a member of a builtin", () => [() => [1, 2].secondOfTwo?.() ?? "none", addSecondOfTwo]);
function addSecondOfTwo() {
  Object.defineProperty(Array.prototype, "secondOfTwo", {
    configurable: true,
    value() {
      return this[1];
    },
  });
}
add("a member of a builtin that comes in the place of another", () => [
  () => [1, 2].lastOfTwo?.() ?? "none",
  () => {
    const { anchor } = String.prototype;
    delete String.prototype.anchor;
    Object.defineProperty(Array.prototype, "lastOfTwo", { configurable: true, value: () => "two" });
    return () => {
      delete Array.prototype.lastOfTwo;
      Object.defineProperty(String.prototype, "anchor", {
        configurable: true,
        writable: true,
        value: anchor,
      });
    };
  },
]);
add("a global function", () => [
  () => structuredClone(1),
  () => {
    const original = globalThis.structuredClone;
    globalThis.structuredClone = () => "replaced";
    return () => (globalThis.structuredClone = original);
  },
]);
add("a variable of a script in front of a global one", () => [
  () => typeof EvalError,
  () => runInThisContext("let EvalError = 5"),
]);
add("a global variable that appears", () => [
  () => typeof appearedLater,
  () => runInThisContext("let appearedLater = 5"),
]);
add("var in a loop", () => {
  const made = [];
  const step = (value) => value;
  function* loop() {
    for (const round of [1, 2]) {
      var current = step(round);
      made.push(() => current);
      yield;
    }
  }
  const running = loop();
  running.next();
  return [made[0], () => running.next()];
});
add("let in a loop", () => {
  const made = [];
  for (let i = 0; i < 3; i++) made.push(() => i);
  return [made[1], () => made.push(() => 7)];
});
add("a variable of the head of a loop", () => {
  let change;
  const made = [];
  for (let i = 0, set = (to) => (i = to); i < 1; i++) {
    made.push(() => i);
    change = set;
  }
  return [made[0], () => change(9)];
});
add("a parameter that arguments assigns", () => {
  const make = function (value) {
    return [() => value, (to) => (arguments[0] = to)];
  };
  const [fn, set] = make("old");
  return [fn, () => set("new")];
});
add("a variable of the error of a catch", () => {
  const steps = (function* () {
    try {
      throw "old";
    } catch (error) {
      yield () => error;
      var error = "new";
    }
    yield;
  })();
  return [steps.next().value, () => steps.next()];
});
add("a function in a block, lifted out of it", () => {
  const f = () => "outer";
  const steps = (function* () {
    for (const name of ["first", "second"]) {
      {
        function f() {
          return here;
        }
        const here = name;
      }
      yield () => f();
    }
  })();
  return [steps.next().value, () => steps.next() && f];
});
add("the head of a function, which sees other variables than its body", () => {
  let value = "old";
  const make = function (read = () => value) {
    var value = "body";
    return [read, value];
  };
  return [make()[0], () => (value = "new")];
});
add("a declaration that has not run", () => {
  const steps = (function* () {
    yield () => typeof later === "function" && later();
    var later = () => "ran";
    yield;
  })();
  return [steps.next().value, () => steps.next()];
});
add("a module object", () => {
  const made = { exports: {} };
  made.exports.value = 1;
  return [() => made.exports.value, () => (made.exports = { value: 2 })];
});
add("what a bound function is bound to", () => {
  const target = { value: 1 };
  const read = function () {
    return this.value;
  }.bind(target);
  return [() => read(), () => (target.value = 2)];
});
add("a private field", () => {
  class Counter {
    #count = 0;
    up() {
      return ++this.#count;
    }
  }
  const counter = new Counter();
  return [() => counter.up(), () => counter.up()];
});
