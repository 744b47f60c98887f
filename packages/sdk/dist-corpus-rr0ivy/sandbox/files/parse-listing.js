import { SandboxProtocolError } from "../../errors/index.js";
/** For `stat`: mode, size, time and path. No path holds two slashes in a row, so they end each record. */
export const STAT_FORMAT = "%f %s %Y %n//";
const RECORD = /^\s*([0-9a-f]+) (\d+) (-?\d+) (\/.*)$/s;
const END = "//";
/** Far above what the longest path of any system needs. */
const LONGEST_RECORD_CHARACTERS = 64 * 1024;
/** What `stat` printed, as it arrives. */
export async function* parseListing(output) {
    const decoder = new TextDecoder();
    let text = "";
    for await (const bytes of output) {
        const records = `${text}${decoder.decode(bytes, { stream: true })}`.split(END);
        text = records.pop() ?? "";
        if (text.length > LONGEST_RECORD_CHARACTERS)
            throw unreadable(text);
        for (const record of records)
            yield parseRecord(record);
    }
    if (text.trim() !== "")
        throw unreadable(text);
}
function parseRecord(record) {
    const [, rawMode = "", size = "", seconds = "", path = ""] = RECORD.exec(record) ?? [];
    if (path === "")
        throw unreadable(record);
    const mode = Number.parseInt(rawMode, 16);
    const type = typeOf(mode);
    return {
        path,
        name: nameOf(path),
        type,
        sizeBytes: type === "file" ? Number(size) : 0,
        mode: mode & 0o7777,
        modifiedAt: new Date(Number(seconds) * 1000),
    };
}
/** The last name of a path; empty for `/`. */
export function nameOf(path) {
    return path.slice(path.lastIndexOf("/") + 1);
}
function typeOf(rawMode) {
    switch (rawMode & 0o170_000) {
        case 0o100_000:
            return "file";
        case 0o040_000:
            return "directory";
        case 0o120_000:
            return "symlink";
        default:
            return "other";
    }
}
function unreadable(text) {
    return new SandboxProtocolError(`The commands find and stat of the sandbox printed something unexpected: ${JSON.stringify(text.slice(0, 200))}`);
}
//# sourceMappingURL=parse-listing.js.map