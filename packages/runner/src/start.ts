/*
 * Runs the runner that lies beside this file with what this very Node has compiled of it before, where that is there:
 * compiling takes a tenth of the boot.
 *
 *   node start.cjs --parked | --awaited     as the runner does
 *   node start.cjs --compile                puts what is compiled beside this file, after a rehearsal
 */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { constants, Script } from "node:vm";

const RUNNER = join(__dirname, "runner.cjs");
const COMPILED = join(__dirname, `runner-${process.version}.compiled`);

/** Undefined for any Node but the one that the server has asked to compile. */
function readCompiled(): Buffer | undefined {
  try {
    return readFileSync(COMPILED);
  } catch {
    return undefined;
  }
}

/** Wrapped like any file of CommonJS. It is all ASCII; what V8 does not accept as compiled it compiles. */
function compile(cachedData?: Buffer): Script {
  const source = readFileSync(RUNNER, "latin1");
  return new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
    filename: RUNNER,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
}

function evaluate(script: Script): void {
  const wrapper: unknown = script.runInThisContext();
  if (typeof wrapper !== "function") throw new Error(`${RUNNER} is not the runner.`);
  Reflect.apply(wrapper, undefined, [{}, createRequire(RUNNER), {}, RUNNER, __dirname]);
}

/** Functions are compiled when they first run, so this waits for the end of the rehearsal. */
function keepCompiled(script: Script): void {
  process.once("exit", () => {
    writeFileSync(`${COMPILED}.new`, script.createCachedData());
    renameSync(`${COMPILED}.new`, COMPILED);
  });
  evaluate(script);
}

function start(): void {
  if (process.argv[2] === "--compile") {
    keepCompiled(compile());
    return;
  }
  const compiled = readCompiled();
  if (compiled === undefined) createRequire(RUNNER)(RUNNER);
  else evaluate(compile(compiled));
}

start();
