import type { Given } from "../config/index.js";
import type { ImageArchiveFormat } from "../transport/index.js";
/** What every call about images takes. */
export interface ImageOptions {
    /** Address of the server: `http://`, `https://` or `unix:///`. Default: as for sandboxes. */
    readonly baseUrl?: Given<string>;
    /** Gives up; the call rejects with the signal's own reason. */
    readonly signal?: AbortSignal | undefined;
}
/** What `importImage()` takes. */
export interface ImportImageOptions extends ImageOptions {
    /** Name to store the image under, such as `app:1`. An image of that name is replaced at the end, as a whole. */
    readonly reference: string;
    /**
     * The archive, plain or gzip-compressed, in pieces of any size; a file's read stream fits. It is read only as
     * fast as the server takes it.
     */
    readonly content: AsyncIterable<Uint8Array>;
    /** How it is packed. Default: the server looks into it. */
    readonly format?: Given<ImageArchiveFormat>;
}
/** Names of the options, for refusing others. */
export declare const IMAGE_OPTION_KEYS: readonly ["baseUrl", "signal"];
export declare const IMPORT_OPTION_KEYS: readonly ["baseUrl", "signal", "reference", "content", "format"];
//# sourceMappingURL=options.d.ts.map