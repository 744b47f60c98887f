import { LineSplitter } from "./line-splitter.js";
/** Pieces as bytes; text becomes UTF-8. */
export function onlyBytes(pieces) {
    return {
        next: async () => {
            const step = await pieces.next();
            if (step.done === true)
                return step;
            return { done: false, value: toBytes(step.value) };
        },
        return: async () => {
            await pieces.return?.();
            return { done: true, value: undefined };
        },
    };
}
function toBytes(item) {
    if (item instanceof Uint8Array)
        return item;
    if (typeof item === "string")
        return Buffer.from(item);
    throw new TypeError("only text and bytes can be read as bytes");
}
/** Bytes as lines without their line ends. */
export async function* linesIn(bytes) {
    const splitter = new LineSplitter();
    for await (const piece of bytes) {
        for (const line of splitter.push(piece))
            yield withoutEnd(line);
    }
    for (const line of splitter.end())
        yield withoutEnd(line);
    return undefined;
}
function withoutEnd(line) {
    return line.replace(/\r?\n$/, "");
}
/** Bytes as one text. */
export async function toText(bytes) {
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    let text = "";
    for await (const piece of bytes)
        text += decoder.decode(piece, { stream: true });
    return text + decoder.decode();
}
//# sourceMappingURL=views.js.map