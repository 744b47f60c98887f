// Objects of the language and of Node whose prototypes were exchanged, and objects that only pass for such.
export const CORPUS = [];

const INSTEAD = {
  "an ordinary one": Object.prototype,
  none: null,
  "that of a list": Array.prototype,
  own: { z: 1 },
};
const LOST = "has another prototype by now";

/** Rows for each prototype that there may be instead; `read` is given the object. */
function exchanged(name, make, read, refusal = {}) {
  for (const [which, prototype] of Object.entries(INSTEAD)) {
    const value = Object.setPrototypeOf(make(), prototype);
    CORPUS.push({
      name: `${name}, its prototype: ${which}`,
      fn: () => read(value),
      ...refusal,
    });
  }
}
/** What an accessor of a class tells about any object. */
const ask = (owner, key, value) => Reflect.get(owner.prototype, key, value);

exchanged(
  "map",
  () => new Map([[1, 2]]),
  (value) => Map.prototype.get.call(value, 1),
);
exchanged(
  "set",
  () => new Set([1]),
  (value) => Set.prototype.has.call(value, 1),
);
exchanged(
  "date",
  () => new Date(5),
  (value) => Date.prototype.getTime.call(value),
);
exchanged(
  "expression",
  () => /ab/dgy,
  (value) => [
    RegExp.prototype.exec.call(value, "ab").index,
    ask(RegExp, "source", value),
    ask(RegExp, "flags", /x/),
  ],
);
exchanged(
  "bytes",
  () => new Uint8Array([1, 2]),
  (value) => [value[1], ArrayBuffer.isView(value)],
);
exchanged(
  "memory",
  () => new ArrayBuffer(2),
  (value) => ask(ArrayBuffer, "byteLength", value),
);
exchanged(
  "error",
  () => new Error("x"),
  (value) => [Object.prototype.toString.call(value), value.message, value.stack.split("\n")[0]],
);
exchanged(
  "boxed text",
  () => Object("s"),
  (value) => [String.prototype.valueOf.call(value), value.length],
);
exchanged(
  "list",
  () => [1, 2],
  (value) => [Array.isArray(value), value.length, JSON.stringify(value)],
);
exchanged(
  "function",
  () => () => 4,
  (value) => [typeof value, value()],
);
exchanged(
  "promise",
  () => Promise.resolve(1),
  (value) => Promise.prototype.then.call(value, (one) => one),
  { refused: "a Promise" },
);
exchanged(
  "address",
  () => new URL("http://q/"),
  (value) => ask(URL, "href", value),
  { perhapsRefused: LOST },
);
const MADE_BY_NODE = [
  ["parameters", () => new URLSearchParams("a=1"), (value) => URLSearchParams.prototype.get.call(value, "a")],
  ["headers", () => new Headers({ a: "1" }), (value) => Headers.prototype.get.call(value, "a")],
  ["decoder", () => new TextDecoder(), (value) => ask(TextDecoder, "encoding", value)],
  ["encoder", () => new TextEncoder(), (value) => TextEncoder.prototype.encode.call(value, "a").length],
  ["event", () => new Event("x"), (value) => ask(Event, "type", value)],
  [
    "event with a detail",
    () => new CustomEvent("x", { detail: 4 }),
    (value) => ask(CustomEvent, "detail", value),
  ],
  ["mark", () => performance.mark("x"), (value) => ask(PerformanceEntry, "name", value)],
  ["controller", () => new AbortController(), (value) => ask(AbortController, "signal", value).aborted],
];
const MADE_BY_THE_LANGUAGE = [
  ["formatter", () => new Intl.NumberFormat("de"), (value) => ask(Intl.NumberFormat, "format", value)(0.5)],
  ["locale", () => new Intl.Locale("de"), (value) => Intl.Locale.prototype.toString.call(value)],
  ["weak reference", () => new WeakRef(INSTEAD), (value) => typeof WeakRef.prototype.deref.call(value)],
  [
    "registry",
    () => new FinalizationRegistry(() => {}),
    (value) => FinalizationRegistry.prototype.unregister.call(value, {}),
  ],
  ["list iterator", () => [1].values(), (value) => Object.getPrototypeOf([].values()).next.call(value).value],
  [
    "text iterator",
    () => "ab"[Symbol.iterator](),
    (value) => Object.getPrototypeOf(""[Symbol.iterator]()).next.call(value).value,
  ],
  [
    "wasm memory",
    () => new WebAssembly.Memory({ initial: 1 }),
    (value) => ask(WebAssembly.Memory, "buffer", value).byteLength,
  ],
];
for (const [name, make, read] of [...MADE_BY_NODE, ...MADE_BY_THE_LANGUAGE])
  exchanged(name, make, read, { refused: LOST });

const SWAPS = [
  ["formatter as another", new Intl.NumberFormat("de"), Intl.DateTimeFormat, LOST],
  ["address as parameters", new URL("http://q/"), URLSearchParams],
  ["parameters as address", new URLSearchParams("a=1"), URL, LOST],
  ["event as error", new Event("q"), Error, LOST],
  ["map as set", new Map([[1, 2]]), Set],
  ["bytes as numbers", new Uint8Array([1, 2]), Float64Array],
  ["list as bytes", [1, 2], Uint8Array],
  ["date as expression", new Date(3), RegExp],
];
for (const [name, value, owner, refused] of SWAPS) {
  Object.setPrototypeOf(value, owner.prototype);
  const fn = () => [
    value instanceof owner,
    Array.isArray(value),
    ArrayBuffer.isView(value),
    Object.keys(value),
  ];
  CORPUS.push({ name, fn, ...(refused === undefined ? {} : { refused }) });
}

const PRETENDED = [
  Map,
  Set,
  Date,
  RegExp,
  URL,
  Error,
  Array,
  Uint8Array,
  Number,
  Intl.NumberFormat,
  URLSearchParams,
];
for (const owner of PRETENDED) {
  const value = Object.create(owner.prototype);
  CORPUS.push({
    name: `passes for a ${owner.name}`,
    fn: () => [
      Object.prototype.toString.call(value),
      value instanceof owner,
      ArrayBuffer.isView(value),
      Object.keys(value),
    ],
  });
}

// What is no object of others, whatever it is called.
class Locale {
  tag = "de";
}
const swapped = Object.setPrototypeOf(new Locale(), { read: true });
CORPUS.push({
  name: "a class of the program that has the name of another, swapped",
  fn: () => swapped.tag,
  refused: LOST,
});
const named = Object.assign(Object.create(null), { [Symbol.toStringTag]: "URL", a: 1 });
CORPUS.push({
  name: "an object that calls itself so",
  fn: () => [named.a, Object.prototype.toString.call(named)],
});
class Open {
  close() {
    return Object.setPrototypeOf(this, Closed.prototype);
  }
}
class Closed {
  state = "closed";
}
const closed = new Open().close();
CORPUS.push({ name: "states as prototypes", fn: () => [closed instanceof Closed, closed.state ?? "none"] });
