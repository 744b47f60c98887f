import { deferred, type Deferred, onAbort } from "../support/index.js";
import { type MapSource, readSource, type SourceReader } from "./map-source.js";
import { checkErrorPolicy, type MapStreamOptions, readConcurrency } from "./map-stream-options.js";

/** Runs one call; the signal ends it. */
export type RunCall<Parameters, Result> = (
  args: Readonly<Parameters>,
  signal: AbortSignal,
) => Promise<Result>;

/** In order, a slow item holds back at most this many results for each call that may run. */
const ORDERED_WINDOW = 4;

/** What a call came to: a result to hand out, nothing for an item that is left out, or the end of everything. */
type Outcome<Result> = { readonly value: Result } | "skipped" | { readonly fatal: unknown };

interface Flow<Result> {
  /** Results in the order of the items; a place is filled when its call has ended. */
  readonly places: { outcome: Outcome<Result> | null }[];
  readonly stop: AbortController;
  running: number;
  isExhausted: boolean;
  /** Settled at the next change of any of these. */
  changed: Deferred<void>;
}

/**
 * Maps a function over a source with bounded concurrency. The source is read only as fast as results are taken,
 * so neither items nor results pile up; nothing begins before the first result is asked for. Leaving the loop
 * early ends every running call and closes the source.
 *
 * @throws CWSandboxValidationError at once for a wrong option or a source that cannot be iterated.
 */
export function mapStream<Parameters extends unknown[], Result, Replacement = never>(
  run: RunCall<Parameters, Result>,
  items: MapSource<Readonly<Parameters>>,
  options: MapStreamOptions<Parameters, Replacement>,
): AsyncGenerator<Result | Replacement, void, undefined> {
  checkErrorPolicy(options.onError);
  const concurrency = readConcurrency(options.concurrency);
  return stream({ run, source: readSource(items), options, concurrency });
}

async function* stream<Parameters, Result, Replacement>(
  feeder: Feed<Parameters, Result, Replacement>,
): AsyncGenerator<Result | Replacement, void, undefined> {
  const { options, source } = feeder;
  options.signal?.throwIfAborted();
  const flow: Flow<Result | Replacement> = {
    places: [],
    stop: new AbortController(),
    running: 0,
    isExhausted: false,
    changed: deferred(),
  };
  const unlisten = onAbort(options.signal, (reason) => giveUp(flow, reason));
  const feeding = feed(flow, feeder);
  try {
    yield* handOut(flow, options.ordered ?? true);
  } finally {
    unlisten();
    giveUp(flow, new Error("The results are no longer wanted."));
    await feeding;
    await source.close();
  }
}

function giveUp(flow: Flow<unknown>, reason: unknown): void {
  flow.stop.abort(reason);
  notify(flow);
}

interface Feed<Parameters, Result, Replacement> {
  readonly run: RunCall<Parameters, Result>;
  readonly source: SourceReader<Readonly<Parameters>>;
  readonly options: MapStreamOptions<Parameters, Replacement>;
  readonly concurrency: number;
}

/** Takes items while there is room, and begins their calls; resolves when all of them have ended. */
async function feed<Parameters, Result, Replacement>(
  flow: Flow<Result | Replacement>,
  { run, source, options, concurrency }: Feed<Parameters, Result, Replacement>,
): Promise<void> {
  const { signal } = flow.stop;
  const counts = { started: 0, completed: 0, failed: 0, total: source.total };
  const report = (): void => options.onProgress?.({ ...counts });
  const call = async (args: Readonly<Parameters>, index: number): Promise<Outcome<Result | Replacement>> => {
    counts.started += 1;
    report();
    try {
      const value = await run(args, signal);
      counts.completed += 1;
      return { value };
    } catch (error) {
      counts.failed += 1;
      if (signal.aborted || options.onError === undefined || options.onError === "throw")
        return { fatal: error };
      return options.onError === "skip"
        ? "skipped"
        : { value: await options.onError({ error, index, args }) };
    } finally {
      report();
    }
  };
  try {
    for (let index = 0; !signal.aborted; index += 1) {
      while (!hasRoom(flow, concurrency) && !signal.aborted) await flow.changed.promise;
      if (signal.aborted) break;
      const item = await nextItem(source, signal);
      if (item === null) break;
      begin(flow, call(item, index));
    }
  } catch (error) {
    flow.places.push({ outcome: { fatal: error } });
  }
  flow.isExhausted = true;
  notify(flow);
  while (flow.running > 0) await flow.changed.promise;
}

function hasRoom({ running, places }: Flow<unknown>, concurrency: number): boolean {
  return running < concurrency && places.length < concurrency * ORDERED_WINDOW;
}

/** The next item, or null at the end; a source that waits for ever does not outlive the flow. */
async function nextItem<Item>(source: SourceReader<Item>, signal: AbortSignal): Promise<Item | null> {
  const aborted = deferred<null>();
  const unlisten = onAbort(signal, () => aborted.resolve(null));
  try {
    const next = await Promise.race([source.next(), aborted.promise]);
    return next === null || next.done === true ? null : next.value;
  } finally {
    unlisten();
  }
}

function begin<Result>(flow: Flow<Result>, call: Promise<Outcome<Result>>): void {
  const place: { outcome: Outcome<Result> | null } = { outcome: null };
  flow.places.push(place);
  flow.running += 1;
  const end = (outcome: Outcome<Result>): void => {
    place.outcome = outcome;
    flow.running -= 1;
    notify(flow);
  };
  call.then(end, (fatal: unknown) => end({ fatal }));
}

async function* handOut<Result>(
  flow: Flow<Result>,
  ordered: boolean,
): AsyncGenerator<Result, void, undefined> {
  while (true) {
    flow.stop.signal.throwIfAborted();
    const { places } = flow;
    const at = ordered ? 0 : places.findIndex(({ outcome }) => outcome !== null);
    const outcome = places[at]?.outcome ?? null;
    if (outcome === null) {
      if (flow.isExhausted && places.length === 0) return;
      await flow.changed.promise;
      continue;
    }
    places.splice(at, 1);
    notify(flow);
    if (outcome === "skipped") continue;
    if ("fatal" in outcome) throw outcome.fatal;
    yield outcome.value;
  }
}

function notify(flow: Flow<unknown>): void {
  const { changed } = flow;
  flow.changed = deferred();
  changed.resolve();
}
