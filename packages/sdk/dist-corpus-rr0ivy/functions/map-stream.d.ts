import { type MapSource } from "./map-source.js";
import { type MapStreamOptions } from "./map-stream-options.js";
/** Runs one call; the signal ends it. */
export type RunCall<Parameters, Result> = (args: Readonly<Parameters>, signal: AbortSignal) => Promise<Result>;
/**
 * Maps a function over a source with bounded concurrency. The source is read only as fast as results are taken,
 * so neither items nor results pile up; nothing begins before the first result is asked for. Leaving the loop
 * early ends every running call and closes the source.
 *
 * @throws CWSandboxValidationError at once for a wrong option or a source that cannot be iterated.
 */
export declare function mapStream<Parameters extends unknown[], Result, Replacement = never>(run: RunCall<Parameters, Result>, items: MapSource<Readonly<Parameters>>, options: MapStreamOptions<Parameters, Replacement>): AsyncGenerator<Result | Replacement, void, undefined>;
//# sourceMappingURL=map-stream.d.ts.map