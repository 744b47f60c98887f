/** More pages than any list needs; a server that sends them goes round in circles. */
const MOST_PAGES = 100;
/**
 * Loads one page after the other until the last.
 *
 * @param fail makes the error for a list that does not end, from a text that says why.
 */
export async function* followPages(load, fail) {
    const seen = new Set();
    for (let pageToken = "";;) {
        const page = await load(pageToken);
        yield page;
        pageToken = page.nextPageToken;
        if (pageToken === "")
            return;
        if (seen.has(pageToken))
            throw fail("the server repeated a page token, so the list never ends.");
        seen.add(pageToken);
        if (seen.size >= MOST_PAGES) {
            throw fail(`the server sent more than ${MOST_PAGES} pages. Narrow the list by its filters.`);
        }
    }
}
//# sourceMappingURL=pages.js.map