import type { Engine } from "../engine.js";
import { CALL_CASES } from "./call-cases.js";
import { CAPACITY_CASES } from "./capacity-cases.js";
import type { CallPayloads, ConformanceCase } from "./case.js";
import { createContext } from "./context.js";
import { EXEC_CASES } from "./exec-cases.js";
import { EXEC_END_CASES } from "./exec-end-cases.js";
import { FAILURE_CASES } from "./failure-cases.js";
import { FILE_CASES } from "./file-cases.js";
import { LIFECYCLE_CASES } from "./lifecycle-cases.js";
import { LIST_CASES } from "./list-cases.js";
import { LOG_CASES } from "./log-cases.js";
import { STOP_CASES } from "./stop-cases.js";
import { TERMINAL_CASES } from "./terminal-cases.js";
import { TREE_CASES } from "./tree-cases.js";

const CASE_TIME_LIMIT_SECONDS = 60;
/** How long an aborted case may take to end. */
const PATIENCE_SECONDS = 5;

const ALL_CASES: readonly ConformanceCase[] = [
  ...LIFECYCLE_CASES,
  ...FAILURE_CASES,
  ...LIST_CASES,
  ...STOP_CASES,
  ...EXEC_CASES,
  ...EXEC_END_CASES,
  ...TERMINAL_CASES,
  ...LOG_CASES,
  ...FILE_CASES,
  ...TREE_CASES,
  ...CAPACITY_CASES,
  ...CALL_CASES,
];

export interface ConformanceOptions {
  /** Gives the engine for one case; it is disposed of afterwards. Its default image has `sh` and coreutils. */
  readonly makeEngine: () => Promise<Engine>;
  /** The functions that the cases call. Default: none, and the cases about calls must be skipped. */
  readonly callPayloads?: CallPayloads;
  /** Cases that this engine cannot do, by id, each with the reason. */
  readonly skips?: Readonly<Record<string, string>>;
}

/** One test, ready to be registered with any runner; rejects when the engine does not conform. */
export interface ConformanceTest {
  readonly id: string;
  readonly title: string;
  readonly run: () => Promise<void>;
}

/**
 * The tests that an engine must pass, as data.
 *
 * @throws Error when a skip names no case or gives no reason, so that the list of skips cannot rot.
 */
export function describeEngineConformance({
  makeEngine,
  callPayloads,
  skips = {},
}: ConformanceOptions): readonly ConformanceTest[] {
  for (const [id, reason] of Object.entries(skips)) {
    if (!ALL_CASES.some((each) => each.id === id) || reason.trim() === "") {
      throw new Error(`The skip '${id}' names no conformance case or has no reason`);
    }
  }
  return ALL_CASES.filter(({ id }) => !Object.hasOwn(skips, id)).map(({ id, title, run }) => ({
    id,
    title,
    run: async () => {
      const engine = await makeEngine();
      try {
        await runCase(run, engine, callPayloads);
      } finally {
        await engine[Symbol.asyncDispose]();
      }
    },
  }));
}

async function runCase(
  run: ConformanceCase["run"],
  engine: Engine,
  payloads: CallPayloads | undefined,
): Promise<void> {
  const signal = AbortSignal.timeout(CASE_TIME_LIMIT_SECONDS * 1000);
  const owned = createContext({ engine, signal, payloads });
  try {
    await inTime(run(owned.context), "the case");
  } finally {
    await inTime(owned[Symbol.asyncDispose](), "the end of its sandboxes");
  }
}

/** For an engine that hangs in spite of the signal. */
async function inTime(work: PromiseLike<void>, what: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((_resolve, reject) => {
    const limitSeconds = CASE_TIME_LIMIT_SECONDS + PATIENCE_SECONDS;
    const error = new Error(`${what} took more than ${limitSeconds} seconds`);
    timer = setTimeout(() => reject(error), limitSeconds * 1000);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
