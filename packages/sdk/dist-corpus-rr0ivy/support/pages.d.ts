/** What every page of a list says. */
interface Page {
    /** Empty on the last page. */
    readonly nextPageToken: string;
}
/**
 * Loads one page after the other until the last.
 *
 * @param fail makes the error for a list that does not end, from a text that says why.
 */
export declare function followPages<T extends Page>(load: (pageToken: string) => Promise<T>, fail: (problem: string) => Error): AsyncGenerator<T, void>;
export {};
//# sourceMappingURL=pages.d.ts.map