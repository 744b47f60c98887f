// Programs that deleted or replaced globals of Node. A body that looks must see the same elsewhere.
export const CORPUS = [];
const add = (name, fn) => CORPUS.push({ name, fn });
const refuse = (name, refused, fn) => CORPUS.push({ name, fn, refused });

const DELETED = [
  "fetch",
  "Blob",
  "CustomEvent",
  "atob",
  "performance",
  "Headers",
  "crypto",
  "queueMicrotask",
  "escape",
];
for (const name of DELETED) {
  add(`${name}, deleted`, new Function(`return typeof ${name}`));
  add(`${name}, deleted, as a member`, new Function(`return typeof globalThis.${name}`));
  add(`${name}, deleted, looked for`, new Function(`return "${name}" in globalThis`));
  delete globalThis[name];
}
globalThis.Response = class {
  static mark = 1;
};
add("a class that Node loads late, replaced", () => [Response.mark, globalThis.Response === Response]);
globalThis.File = undefined;
add("such a class without a value", () => [typeof File, typeof globalThis.File]);
globalThis.FormData = 5;
add("such a class, a number by now", () => [FormData, globalThis.FormData]);
Object.defineProperty(globalThis, "Request", { get: () => "accessor", configurable: true });
add("such a class, an accessor by now", () => Request);
Object.defineProperty(globalThis, "WebSocket", {
  get: () => "accessor",
  set() {},
  configurable: true,
});
add("such a class, both accessors by now", () => globalThis.WebSocket);
const printed = console;
globalThis.console = { log: () => "mine" };
add("the console, replaced", () => [console.log(), Object.keys(console)]);
add("the original console", () => typeof printed.table);
globalThis.Event = EventTarget;
add("another class of Node under a name", () => [Event === EventTarget, Event.name]);
globalThis.clearTimeout = clearInterval;
add("another function of Node under a name", () => [clearTimeout === clearInterval, clearTimeout.name]);
refuse("what has a name of Node and cannot travel", "it is a Proxy", () => btoa("x"));
globalThis.btoa = new Proxy(btoa, {});
