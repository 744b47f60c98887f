import { deferred, onAbort } from "../support/index.js";
import { readSource } from "./map-source.js";
import { checkErrorPolicy, readConcurrency } from "./map-stream-options.js";
/** In order, a slow item holds back at most this many results for each call that may run. */
const ORDERED_WINDOW = 4;
/**
 * Maps a function over a source with bounded concurrency. The source is read only as fast as results are taken,
 * so neither items nor results pile up; nothing begins before the first result is asked for. Leaving the loop
 * early ends every running call and closes the source.
 *
 * @throws CWSandboxValidationError at once for a wrong option or a source that cannot be iterated.
 */
export function mapStream(run, items, options) {
    checkErrorPolicy(options.onError);
    const concurrency = readConcurrency(options.concurrency);
    return stream({ run, source: readSource(items), options, concurrency });
}
async function* stream(feeder) {
    const { options, source } = feeder;
    options.signal?.throwIfAborted();
    const flow = {
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
    }
    finally {
        unlisten();
        giveUp(flow, new Error("The results are no longer wanted."));
        await feeding;
        await source.close();
    }
}
function giveUp(flow, reason) {
    flow.stop.abort(reason);
    notify(flow);
}
/** Takes items while there is room, and begins their calls; resolves when all of them have ended. */
async function feed(flow, { run, source, options, concurrency }) {
    const { signal } = flow.stop;
    const counts = { started: 0, completed: 0, failed: 0, total: source.total };
    const report = () => options.onProgress?.({ ...counts });
    const call = async (args, index) => {
        counts.started += 1;
        report();
        try {
            const value = await run(args, signal);
            counts.completed += 1;
            return { value };
        }
        catch (error) {
            counts.failed += 1;
            if (signal.aborted || options.onError === undefined || options.onError === "throw")
                return { fatal: error };
            return options.onError === "skip"
                ? "skipped"
                : { value: await options.onError({ error, index, args }) };
        }
        finally {
            report();
        }
    };
    try {
        for (let index = 0; !signal.aborted; index += 1) {
            while (!hasRoom(flow, concurrency) && !signal.aborted)
                await flow.changed.promise;
            if (signal.aborted)
                break;
            const item = await nextItem(source, signal);
            if (item === null)
                break;
            begin(flow, call(item, index));
        }
    }
    catch (error) {
        flow.places.push({ outcome: { fatal: error } });
    }
    flow.isExhausted = true;
    notify(flow);
    while (flow.running > 0)
        await flow.changed.promise;
}
function hasRoom({ running, places }, concurrency) {
    return running < concurrency && places.length < concurrency * ORDERED_WINDOW;
}
/** The next item, or null at the end; a source that waits for ever does not outlive the flow. */
async function nextItem(source, signal) {
    const aborted = deferred();
    const unlisten = onAbort(signal, () => aborted.resolve(null));
    try {
        const next = await Promise.race([source.next(), aborted.promise]);
        return next === null || next.done === true ? null : next.value;
    }
    finally {
        unlisten();
    }
}
function begin(flow, call) {
    const place = { outcome: null };
    flow.places.push(place);
    flow.running += 1;
    const end = (outcome) => {
        place.outcome = outcome;
        flow.running -= 1;
        notify(flow);
    };
    call.then(end, (fatal) => end({ fatal }));
}
async function* handOut(flow, ordered) {
    while (true) {
        flow.stop.signal.throwIfAborted();
        const { places } = flow;
        const at = ordered ? 0 : places.findIndex(({ outcome }) => outcome !== null);
        const outcome = places[at]?.outcome ?? null;
        if (outcome === null) {
            if (flow.isExhausted && places.length === 0)
                return;
            await flow.changed.promise;
            continue;
        }
        places.splice(at, 1);
        notify(flow);
        if (outcome === "skipped")
            continue;
        if ("fatal" in outcome)
            throw outcome.fatal;
        yield outcome.value;
    }
}
function notify(flow) {
    const { changed } = flow;
    flow.changed = deferred();
    changed.resolve();
}
//# sourceMappingURL=map-stream.js.map