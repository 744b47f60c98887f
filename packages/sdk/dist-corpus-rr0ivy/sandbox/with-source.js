import { ignore, linkSignals } from "../support/index.js";
/**
 * Runs a call that sends what a source gives. An error of the source ends the call and comes out unchanged; a
 * source that is not read to its end is told so.
 */
export async function withSource(source, call, run) {
    const failing = new AbortController();
    const link = linkSignals({ signals: [call.signal, failing.signal] });
    const items = source[Symbol.asyncIterator]();
    let ended = false;
    const read = async () => {
        try {
            const step = await items.next();
            ended ||= step.done === true;
            return step.done === true ? { done: true, value: undefined } : step;
        }
        catch (error) {
            ended = true;
            failing.abort(error);
            throw error;
        }
    };
    try {
        await run({ [Symbol.asyncIterator]: () => ({ next: read }) }, { ...call, signal: link.signal });
    }
    finally {
        link.release();
        // Not waited for: a source may be stuck in something that never ends.
        if (!ended)
            Promise.resolve(items.return?.()).catch(ignore);
    }
}
//# sourceMappingURL=with-source.js.map