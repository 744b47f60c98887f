import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

/**
 * Who may import whom. Manifests and project references hold between packages; this test holds them
 * together and adds what they cannot say: the rules between the rooms (folders) of one package.
 */
const root = fileURLToPath(new URL("../..", import.meta.url));

const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  wire: [],
  engine: [],
  runner: [],
  "engine-local": ["@cwsandbox/engine", "@cwsandbox/runner"],
  server: ["@cwsandbox/engine", "@cwsandbox/engine-local", "@cwsandbox/wire"],
  sdk: ["@cwsandbox/wire", "@cwsandbox/runner"],
  cli: ["cwsandbox", "@cwsandbox/server"],
};

/** Imports of one of our packages that only the named files may contain, and whether only dynamically. */
const ONLY_FROM: readonly { package: string; imports: RegExp; from: RegExp }[] = [
  { package: "sdk", imports: /^@cwsandbox\/wire$/, from: /^transport-grpc\// },
  { package: "server", imports: /^@cwsandbox\/engine-local$/, from: /^(open-engine|doctor)\.ts$/ },
];

/** Node modules that only one room may use. */
const NODE_ONLY_FROM: readonly { package: string; imports: RegExp; from: RegExp }[] = [
  { package: "engine-local", imports: /^(node:)?child_process$/, from: /^(host)\// },
  { package: "sdk", imports: /^(node:)?child_process$/, from: /^embedded\// },
  { package: "sdk", imports: /^(node:)?inspector$/, from: /^capture\// },
  { package: "engine", imports: /^(node:)?(child_process|fs|net|http2?|os)(\/promises)?$/, from: /^$/ },
];

interface Import {
  readonly package: string;
  /** Relative to the package's `src`. */
  readonly file: string;
  readonly specifier: string;
}

/** Tests, what they need, the programs they run, and what is generated. */
const NO_SOURCES = /\.test\.ts$|\.test-support\.ts$|\.d\.ts$|\/corpus\/projects\/|^gen\//;

function sourceFiles(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.c?ts$/.test(file) && !NO_SOURCES.test(file),
  );
}

function importsOf(name: string): Import[] {
  const directory = path.join(root, "packages", name, "src");
  return sourceFiles(directory).flatMap((file) => {
    const text = readFileSync(path.join(directory, file), "utf8").replace(/^\s*(\/\/|\/?\*).*$/gm, "");
    const found = text.matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|^import\s+)["']([^"']+)["']/gm);
    return [...found].map(([, specifier]) => ({ package: name, file, specifier: specifier ?? "" }));
  });
}

const allImports = Object.keys(PACKAGES).flatMap(importsOf);
const ours = (specifier: string): boolean => /^(@cwsandbox\/|cwsandbox$|cwsandbox\/)/.test(specifier);
const told = (imports: readonly Import[]): string[] =>
  imports.map(({ package: name, file, specifier }) => `${name}/src/${file} imports ${specifier}`);

test("packages import only the packages below them", () => {
  const wrong = allImports.filter(
    ({ package: name, specifier }) =>
      ours(specifier) &&
      !PACKAGES[name]?.some((allowed) => specifier === allowed || specifier.startsWith(`${allowed}/`)),
  );
  expect(told(wrong)).toEqual([]);
});

test("what a seam hides is imported behind the seam only", () => {
  const wrong = [...ONLY_FROM, ...NODE_ONLY_FROM].flatMap((rule) =>
    allImports.filter(
      (found) =>
        found.package === rule.package && rule.imports.test(found.specifier) && !rule.from.test(found.file),
    ),
  );
  expect(told(wrong)).toEqual([]);
});

test("the runner imports nothing but itself and Node", () => {
  const wrong = allImports.filter(
    ({ package: name, specifier }) => name === "runner" && !/^(\.\.?\/|node:)/.test(specifier),
  );
  expect(told(wrong)).toEqual([]);
});

test("a room is entered through its index", () => {
  const wrong = allImports.filter(({ file, specifier }) => {
    if (!specifier.startsWith(".")) return false;
    const target = path.posix.join(path.posix.dirname(file.split(path.sep).join("/")), specifier);
    const [targetRoom, ...rest] = target.split("/");
    const leavesRoom = target.includes("/") && targetRoom !== file.split(path.sep)[0];
    return (
      leavesRoom &&
      !["gen", "namespaces"].includes(targetRoom ?? "") &&
      rest.join("/") !== "index.js" &&
      !/^[a-z-]+\/index\.js$/.test(rest.join("/"))
    );
  });
  expect(told(wrong)).toEqual([]);
});

test("manifests name exactly the packages of ours that the code imports", () => {
  for (const [name, allowed] of Object.entries(PACKAGES)) {
    const manifest: unknown = JSON.parse(
      readFileSync(path.join(root, "packages", name, "package.json"), "utf8"),
    );
    const dependencies = Object.keys(dependenciesOf(manifest)).filter(ours);
    expect([...dependencies].sort(), `dependencies of ${name}`).toEqual([...allowed].sort());
  }
});

function dependenciesOf(manifest: unknown): object {
  if (typeof manifest !== "object" || manifest === null || !("dependencies" in manifest)) return {};
  return typeof manifest.dependencies === "object" && manifest.dependencies !== null
    ? manifest.dependencies
    : {};
}
