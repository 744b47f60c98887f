import type { FileInfo } from "../../transport/index.js";
/** For `stat`: mode, size, time and path. No path holds two slashes in a row, so they end each record. */
export declare const STAT_FORMAT = "%f %s %Y %n//";
/** What `stat` printed, as it arrives. */
export declare function parseListing(output: AsyncIterable<Uint8Array>): AsyncGenerator<FileInfo, void>;
/** The last name of a path; empty for `/`. */
export declare function nameOf(path: string): string;
//# sourceMappingURL=parse-listing.d.ts.map