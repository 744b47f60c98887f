import { setTimeout as sleep } from "node:timers/promises";

import { Session } from "cwsandbox";
import type { RemoteFunctionOptions } from "cwsandbox";
import { expect } from "vitest";

import { watchLimits } from "./cgroup-limits.js";
import type { Limits } from "./cgroup-limits.js";
import { addThisNode } from "./images.js";
import { importHostImage } from "./imported-image.js";

const IMAGE = "team/mixed-calls:1";
/** Calls under way at the same time. */
const AT_ONCE = 15;
/** Between so many and the next, which find some prepared. */
const PAUSE_MILLISECONDS = 500;
const MIB = 2 ** 20;

/** Two sizes, in the words of the request and in those of the kernel. */
const SMALL = { memory: "448Mi", cpu: "1" };
const LARGE = { memory: "640Mi", cpu: "1500m" };
const SMALL_LIMITS: Limits = { memoryBytes: 448 * MIB, processors: 1 };
const LARGE_LIMITS: Limits = { memoryBytes: 640 * MIB, processors: 1.5 };

/** What a call finds around it. */
export interface Sight {
  readonly call: number;
  /** Secrets in its own environment and in that of every process it can see. */
  readonly secrets: readonly string[];
  readonly isImported: boolean;
  /** What an earlier call left behind. */
  readonly traces: readonly string[];
}

/** One call: what it had to see, what it saw, and where that was. */
export interface MixedCall {
  readonly expected: Sight;
  readonly seen: Sight;
  readonly expectedLimits: Limits;
  /** Undefined when it was over before somebody looked. */
  readonly limits: Limits | undefined;
  readonly hostname: string;
  /** Its process is older than the request. */
  readonly wasPrepared: boolean;
}

/** One way of calling the same function. All eight differ, half of them in the secret alone. */
interface Kind {
  readonly options: RemoteFunctionOptions;
  readonly secret: string;
  readonly isImported: boolean;
  readonly limits: Limits;
}

const KINDS: readonly Kind[] = Array.from({ length: 8 }, (_, index) => {
  const [isImported, isLarge] = [(index & 1) === 1, (index & 2) === 2];
  return {
    options: {
      environmentVariables: { [`SECRET_${index % 5}`]: `secret-${index}` },
      resources: { limits: isLarge ? LARGE : SMALL },
      ...(isImported ? { containerImage: IMAGE } : {}),
    },
    secret: `SECRET_${index % 5}=secret-${index}`,
    isImported,
    limits: isLarge ? LARGE_LIMITS : SMALL_LIMITS,
  };
});

/** Has calls of every kind made in an order that only the seed decides, many at a time, with pauses to prepare. */
export async function makeMixedCalls(count: number, seed: number): Promise<readonly MixedCall[]> {
  await importHostImage({ reference: IMAGE, add: addThisNode });
  await using session = new Session();
  using watch = watchLimits();
  const ways = KINDS.map((kind) => ({ kind, look: session.function(lookAround, kind.options) }));
  const random = randomNumbers(seed);
  const makeOne = async (call: number): Promise<MixedCall> => {
    const way = ways[Math.floor(random() * ways.length)];
    if (way === undefined) throw new RangeError("a random number is below one");
    const askedAt = Date.now();
    const { hostname, bornAt, ...seen } = await way.look.remote(call);
    const { secret, isImported, limits: expectedLimits } = way.kind;
    const expected = { call, secrets: [secret], isImported, traces: [] };
    const limits = watch.limitsOf(hostname);
    return { expected, seen, expectedLimits, limits, hostname, wasPrepared: bornAt < askedAt };
  };
  const calls: MixedCall[] = [];
  while (calls.length < count) {
    const wave = Array.from({ length: Math.min(AT_ONCE, count - calls.length) }, (_, n) => calls.length + n);
    calls.push(...(await Promise.all(wave.map(makeOne))));
    await sleep(PAUSE_MILLISECONDS);
  }
  return calls;
}

/** Every call saw its own and nobody else's, in a sandbox of its own with its limits; and some of these were prepared. */
export function expectKeptApart(calls: readonly MixedCall[]): void {
  expect(calls.map(({ seen }) => seen)).toEqual(calls.map(({ expected }) => expected));
  expect(new Set(calls.map(({ hostname }) => hostname)).size).toBe(calls.length);
  const looked = calls.filter(({ limits }) => limits !== undefined);
  expect(looked.map(({ limits }) => limits)).toEqual(looked.map(({ expectedLimits }) => expectedLimits));
  expect(looked.length).toBeGreaterThan(calls.length / 2);
  expect(calls.filter(({ wasPrepared }) => wasPrepared).length).toBeGreaterThan(calls.length / 10);
}

/** Runs in the sandbox: looks for what others left, leaves something everywhere, and stays a moment. */
async function lookAround(call: number): Promise<Sight & { hostname: string; bornAt: number }> {
  const { appendFile, access, readdir, readFile } = await import("node:fs/promises");
  const places = ["/tmp", "/dev/shm", "/root"];
  const names = await Promise.all(places.map((place) => readdir(place)));
  const traces = names.flat().filter((name) => name.startsWith("trace-"));
  const shared: unknown = Reflect.get(globalThis, "trace");
  if (shared !== undefined) traces.push(`global ${JSON.stringify(shared)}`);
  Reflect.set(globalThis, "trace", call);
  for (const place of places) await appendFile(`${place}/trace-${call}`, `${call}`);
  const processes = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const environments = await Promise.all(
    processes.map((pid) => readFile(`/proc/${pid}/environ`, "utf8").catch(() => "")),
  );
  const own = Object.entries(process.env).map(([name, value]) => `${name}=${value}`);
  const secrets = [...own, ...environments].flatMap((text) => text.match(/SECRET_\d+=secret-\d+/g) ?? []);
  const isImported = await access("/srv/of-the-worker").then(
    () => true,
    () => false,
  );
  await new Promise((resolve) => void setTimeout(resolve, 50));
  const { hostname } = await import("node:os");
  return {
    call,
    secrets: [...new Set(secrets)],
    isImported,
    traces,
    hostname: hostname(),
    bornAt: performance.timeOrigin,
  };
}

/** The same numbers from 0 to 1 for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
