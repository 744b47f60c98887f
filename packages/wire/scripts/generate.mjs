// Generates src/gen from /proto with buf and ts-proto; works offline.
//
//   node scripts/generate.mjs           lints, then replaces src/gen
//   node scripts/generate.mjs --check   lints, then fails when src/gen is not what the .proto files give
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const packageFolder = fileURLToPath(new URL("..", import.meta.url));
const protoFolder = join(packageFolder, "../../proto");
const generatedFolder = join(packageFolder, "src/gen");
const require = createRequire(import.meta.url);

/** Files of the shared `google/` tree that ours import or that we use ourselves. */
const GOOGLE_FILES = [
  "google/api/annotations.proto",
  "google/api/field_behavior.proto",
  "google/api/http.proto",
  "google/protobuf/any.proto",
  "google/protobuf/duration.proto",
  "google/protobuf/empty.proto",
  "google/protobuf/field_mask.proto",
  "google/protobuf/struct.proto",
  "google/protobuf/timestamp.proto",
  "google/rpc/error_details.proto",
  "google/rpc/status.proto",
];

const OWN_FOLDERS = ["coreweave", "cwsandbox", "grpc"];

/** Types from the shared tree that our messages or our error details are made of. */
const SHARED_TYPES = [
  "google.protobuf.Any",
  "google.protobuf.Duration",
  "google.protobuf.Empty",
  "google.protobuf.FieldMask",
  "google.protobuf.Struct",
  "google.protobuf.Timestamp",
  "google.rpc.BadRequest",
  "google.rpc.ErrorInfo",
  "google.rpc.RetryInfo",
  "google.rpc.Status",
];

const TS_PROTO_OPTIONS = [
  "outputServices=nice-grpc",
  "outputServices=generic-definitions",
  "useExactTypes=false",
  "outputJsonMethods=false",
  "oneof=unions-value",
  "forceLong=bigint",
  "enumsAsLiterals=true",
  "useDate=true",
  "esModuleInterop=true",
  "importSuffix=.js",
  "emitImportedFiles=false",
];

/** Lays our files and the imported ones side by side, because buf takes a module from one folder only. */
function layOutWorkspace(folder) {
  cpSync(protoFolder, folder, { recursive: true });
  const googleRoot = dirname(require.resolve("google-proto-files/package.json"));
  for (const file of GOOGLE_FILES) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(googleRoot, file), join(folder, file));
  }
}

/** Our own files in full; of the shared ones the few types in use, and without their long comments. */
function generate(folder) {
  const plugin = join(dirname(require.resolve("ts-proto/package.json")), "protoc-gen-ts_proto");
  const run = (inputs, pluginOptions) => {
    const settings = { local: [process.execPath, plugin], out: "out", ...pluginOptions };
    writeFileSync(
      join(folder, "buf.gen.yaml"),
      JSON.stringify({ version: "v2", plugins: [settings], inputs }),
    );
    runBuf(folder, ["generate"]);
  };
  run([{ directory: ".", types: SHARED_TYPES }], { opt: [...TS_PROTO_OPTIONS, "comments=false"] });
  run([{ directory: ".", paths: OWN_FOLDERS }], { opt: TS_PROTO_OPTIONS });
  for (const file of listFiles(join(folder, "out"))) reuseWriters(join(folder, "out"), file);
}

/** The generator has no option for the writer that a message is encoded with; see `reused-writer.ts`. */
function reuseWriters(folder, file) {
  const text = readFileSync(join(folder, file), "utf8");
  const adapted = text.replaceAll("BinaryWriter = new BinaryWriter()", "BinaryWriter = takeWriter()");
  if (adapted === text) return;
  const writer = `${"../".repeat(file.split(sep).length)}reused-writer.js`;
  const place = 'from "@bufbuild/protobuf/wire";\n';
  const code = adapted
    .replace("import { BinaryReader, BinaryWriter }", "import { BinaryReader, type BinaryWriter }")
    .replace(place, `${place}import { takeWriter } from "${writer}";\n`);
  writeFileSync(join(folder, file), code);
}

function runBuf(folder, args) {
  const buf = join(dirname(require.resolve("@bufbuild/buf/package.json")), "bin/buf");
  const result = spawnSync(process.execPath, [buf, ...args], {
    cwd: folder,
    stdio: "inherit",
    env: { ...process.env, BUF_CACHE_DIR: join(folder, ".cache") },
  });
  if (result.error !== undefined) throw result.error;
  if (result.status !== 0)
    throw new Error(`buf ${args.join(" ")} failed with exit code ${String(result.status)}`);
}

function listFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

function readIfPresent(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function differences(left, right) {
  const names = new Set([...listFiles(left), ...listFiles(right)]);
  return [...names].filter((name) => readIfPresent(join(left, name)) !== readIfPresent(join(right, name)));
}

const workspace = mkdtempSync(join(tmpdir(), "cwsandbox-wire-"));
try {
  layOutWorkspace(workspace);
  runBuf(workspace, ["lint"]);
  generate(workspace);
  const output = join(workspace, "out");
  if (process.argv.includes("--check")) {
    const changed = differences(output, generatedFolder);
    if (changed.length > 0) {
      console.error(
        `generated code differs from the .proto files; run "npm run generate":\n  ${changed.join("\n  ")}`,
      );
      process.exitCode = 1;
    }
  } else {
    rmSync(generatedFolder, { recursive: true, force: true });
    for (const file of listFiles(output)) cpSync(join(output, file), join(generatedFolder, file));
  }
} finally {
  rmSync(workspace, { recursive: true, force: true });
}
