import { expect, test } from "vitest";
import { decodePickle, PickleError } from "./index.js";

/** What pickles of attackers name, and what stands near our own builders. */
const GLOBALS: readonly (readonly [module: string, name: string])[] = Object.entries({
  os: "system popen execl execve spawnl fork kill remove rename unlink _exit environ getcwd putenv",
  posix: "system execv fork _exit",
  nt: "system startfile",
  subprocess: "run call check_output Popen getoutput",
  builtins:
    "eval exec compile open __import__ getattr setattr globals input object type map print breakpoint",
  __builtin__: "eval execfile apply reduce file",
  sys: "exit modules settrace setrecursionlimit",
  importlib: "import_module reload",
  runpy: "run_module run_path _run_code",
  pickle: "loads load _loads Unpickler",
  _pickle: "loads",
  marshal: "loads",
  codecs: "decode encode open",
  copyreg: "_reconstructor __newobj__ __newobj_ex__ add_extension",
  functools: "partial reduce",
  operator: "attrgetter methodcaller itemgetter",
  types: "CodeType FunctionType ModuleType",
  ctypes: "CDLL string_at",
  socket: "socket create_connection",
  shutil: "rmtree copyfile",
  webbrowser: "open",
  timeit: "timeit",
  pty: "spawn",
  cwsandbox_runner:
    "os sys main fill define instance.__globals__ value.__class__ __builtins__ __proto__ constructor toString " +
    "hasOwnProperty valueOf Instance VALUE",
  "numpy.core.multiarray": "_reconstruct scalar",
  numpy: "ndarray dtype fromfile load",
  "collections.OrderedDict": "__init__",
  "": "value instance",
}).flatMap(([module, names]) => names.split(" ").map((name): [string, string] => [module, name]));

const latin = (text: string): Buffer => Buffer.from(text, "latin1");
const short = (text: string): Buffer => Buffer.concat([Buffer.from([0x8c, text.length]), latin(text)]);

/** How a pickle gets hold of a global: by the stack, by a line of text, by a memo. */
const WAYS: readonly ((module: string, name: string) => Buffer)[] = [
  (module, name) => Buffer.concat([short(module), short(name), Buffer.from([0x93])]),
  (module, name) => latin(`c${module}\n${name}\n`),
  (module, name) =>
    Buffer.concat([short(module), latin("\x94"), short(name), latin("\x94"), latin("00h\0h\x01\x93")]),
];

/** What it does with it: calls it in every way that there is, or hides it among data. */
const USES: readonly ((global: Buffer) => Buffer[])[] = [
  (global) => [global],
  (global) => [global, latin(")R")],
  (global) => [global, short("id"), latin("\x85R")],
  (global) => [global, latin("("), short("id"), latin("tR")],
  (global) => [global, latin(")\x81")],
  (global) => [global, latin(")}\x92")],
  (global) => [latin("("), global, short("id"), latin("o")],
  (global) => [global, latin("}b")],
  (global) => [global, latin("}"), short("__setstate__"), short("x"), latin("sb")],
  (global) => [latin("]"), global, latin("a")],
  (global) => [latin("}"), global, latin("Ns")],
  (global) => [latin("}N"), global, latin("s")],
  (global) => [latin("\x8f("), global, latin("\x90")],
  (global) => [latin("("), global, latin("\x91")],
  (global) => [global, latin("\x94h\0)R")],
  (global) => [global, latin("Q")],
];

test("no pickle that names something, and calls or hides it, is read", () => {
  const names = Object.getOwnPropertyNames(Object.prototype);
  let refused = 0;
  for (const [module, name] of GLOBALS) {
    for (const way of WAYS) {
      for (const use of USES) {
        const pickle = Buffer.concat([latin("\x80\x05"), ...use(way(module, name)), latin(".")]);
        expect(() => decodePickle(pickle), pickle.toString("latin1")).toThrow(PickleError);
        refused += 1;
      }
    }
  }
  expect(refused).toBeGreaterThan(1000);
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(names);
});
