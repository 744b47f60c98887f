import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findLastingLeftovers, NOTHING_LEFT } from "../support/leftovers.js";
import {
  ALL_PACKAGES,
  CLIENT_PACKAGES,
  compile,
  copyTypeTests,
  makeConsumer,
  pack,
  type PackedPackage,
  repository,
  runNode,
} from "../support/packages.js";

/** The oldest supported compiler and the newest. */
const COMPILERS = ["tests/node_modules/typescript-5.4", "node_modules/typescript"];
const MODULES = [
  { module: "NodeNext", moduleResolution: "NodeNext" },
  { module: "ESNext", moduleResolution: "Bundler" },
];
const LARGEST_CLIENT_BYTES = 64 * 1024 * 1024;

let directory = "";
let consumer = "";
let packages: PackedPackage[] = [];

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "cwsandbox-packed-"));
  consumer = path.join(directory, "consumer");
  packages = await pack(ALL_PACKAGES, directory);
  const nodeTypes = await readJson(path.join(repository, "node_modules/@types/node/package.json"));
  await makeConsumer(
    consumer,
    packages.filter(({ folder }) => CLIENT_PACKAGES.includes(folder)),
    ["--omit=optional", `@types/node@${String(nodeTypes["version"])}`],
  );
  await copyTypeTests(consumer);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function readJson(file: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(file, "utf8")) as Record<string, unknown>;
}

test("no package carries tests, build notes or what was deleted from its source", () => {
  const stray = packages.flatMap(({ folder, files }) =>
    files
      .filter(
        (file) =>
          /\.test\.|test-support|tsbuildinfo|(^|\/)testing\/|node_modules/.test(file) || isStale(file, files),
      )
      .map((file) => `${folder}/${file}`),
  );
  expect(stray).toEqual([]);
});

/** Something built whose source is gone. */
function isStale(file: string, files: readonly string[]): boolean {
  const [, name] = /^dist\/(.*)\.(?:d\.ts|js)(?:\.map)?$/.exec(file) ?? [];
  return name !== undefined && !files.includes(`src/${name}.ts`);
}

test("every entry of a package leads to files that it carries, with types and with maps to its sources", async () => {
  for (const { folder, files } of packages) {
    const manifest = await readJson(path.join(repository, "packages", folder, "package.json"));
    for (const target of texts([manifest["exports"], manifest["bin"]])) {
      expect(files, `${folder}: ${target}`).toContain(path.posix.normalize(target));
    }
    for (const file of files.filter((name) => name.startsWith("dist/") && name.endsWith(".js"))) {
      const declarations = file.replace(/\.js$/, ".d.ts");
      expect(files, folder).toEqual(
        expect.arrayContaining([declarations, `${file}.map`, `${declarations}.map`]),
      );
    }
  }
});

/** All texts in nested objects and arrays. */
function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
}

test.for(COMPILERS.flatMap((compiler) => MODULES.map((options) => ({ compiler, ...options }))))(
  "the whole API compiles for a user with $compiler and $moduleResolution resolution",
  async ({ compiler, ...modules }) => {
    expect(await compile(consumer, compiler, { lib: ["ES2022", "ESNext.Disposable"], ...modules })).toEqual(
      [],
    );
    expect(await compile(consumer, compiler, { lib: ["ES2022", "DOM"], ...modules })).toEqual([]);
  },
);

test("a wrong type is found in the packed declarations", async () => {
  const wrong = path.join(consumer, "types/wrong.ts");
  await writeFile(
    wrong,
    'import { Sandbox } from "cwsandbox";\nexport const id: number = new Sandbox().sandboxId;\n',
  );
  try {
    const [found] = await compile(consumer, "node_modules/typescript", MODULES[0] ?? {});
    expect(found).toContain("types/wrong.ts(2,14): error TS2322");
  } finally {
    await rm(wrong);
  }
});

test("it runs as an ECMAScript module, and through require where Node can do that", async () => {
  await writeFile(
    path.join(consumer, "program.mjs"),
    'import { Session, VERSION } from "cwsandbox";\nconst session = new Session();\n' +
      "console.log(VERSION, session.sandboxCount);\nawait session.close();\n",
  );
  await writeFile(
    path.join(consumer, "program.cjs"),
    'const { Sandbox, VERSION } = require("cwsandbox");\nconsole.log(VERSION, new Sandbox().sandboxId);\n',
  );
  const { version } = await readJson(path.join(repository, "packages/sdk/package.json"));
  expect(await runNode(consumer, ["program.mjs"])).toMatchObject({
    exitCode: 0,
    stdout: `${String(version)} 0\n`,
  });
  expect(await runNode(consumer, ["program.cjs"])).toMatchObject({
    exitCode: 0,
    stdout: `${String(version)} null\n`,
  });
});

test("alone it is small, works without its optional packages, and says what to install for more", async () => {
  expect(await readdir(path.join(consumer, "node_modules/@cwsandbox"))).toEqual(["runner", "wire"]);
  expect(await sizeBytes(path.join(consumer, "node_modules"))).toBeLessThan(LARGEST_CLIENT_BYTES);
  const program =
    'import { Sandbox } from "cwsandbox";\n' +
    "await Sandbox.run().catch((error) => console.log(error.name, error.code, error.message));\n";
  await writeFile(path.join(consumer, "alone.mjs"), program);
  const { stdout } = await runNode(consumer, ["alone.mjs"]);
  expect(stdout).toMatch(/^SandboxUnavailableError SANDBOX_UNAVAILABLE .*npm install @cwsandbox\/server/);
  const commandLine = await runNode(consumer, ["node_modules/cwsandbox/bin/cwsandbox.js", "ls"]);
  expect(commandLine).toMatchObject({ exitCode: 1, stdout: "" });
  expect(commandLine.stderr).toContain("npm install @cwsandbox/cli");
});

test("with all packages, the command line starts a server and a sandbox", async () => {
  const complete = path.join(directory, "complete");
  await makeConsumer(complete, packages);
  // A directory of its own near the root: sandboxes must be able to enter it, and the path of a socket is short.
  const state = await mkdtemp(path.join(tmpdir(), "cwsandbox-state-"));
  await chmod(state, 0o755);
  await mkdir(path.join(state, "runtime"), { mode: 0o700 });
  const environment = {
    XDG_RUNTIME_DIR: path.join(state, "runtime"),
    CWSANDBOX_SERVER_STATE_DIR: path.join(state, "server"),
  };
  const cwsandbox = (...words: string[]) =>
    runNode(complete, ["node_modules/cwsandbox/bin/cwsandbox.js", ...words], environment);
  try {
    expect(await cwsandbox("run", "--", "node", "-p", "6 * 7")).toMatchObject({
      exitCode: 0,
      stdout: "42\n",
    });
  } finally {
    expect(await cwsandbox("server", "stop")).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await findLastingLeftovers(state)).toEqual(NOTHING_LEFT);
    await rm(state, { recursive: true, force: true });
  }
});

async function sizeBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.parentPath.includes("@types/node"));
  const sizes = await Promise.all(files.map(({ parentPath, name }) => stat(path.join(parentPath, name))));
  return sizes.reduce((sum, { size }) => sum + size, 0);
}
