import { Channel } from "./channel.js";
import { unchanged } from "./decoders.js";
import { StreamWriter } from "./stream-writer.js";
/** Writes that wait for the network before the next one is delayed. */
const INPUT_CAPACITY_ITEMS = 16;
/** The largest piece of input in one message. */
const LARGEST_PIECE_BYTES = 64 * 1024;
/** The input of a process; its items end after the end of input. */
export function createProcessInput() {
    return createInput((item) => item.kind === "end");
}
/** The input of a terminal; its items go on after the end of input, because sizes may follow. */
export function createTerminalInput() {
    return createInput(() => false);
}
function createInput(isLast) {
    const channel = new Channel({
        decoder: unchanged(),
        capacity: INPUT_CAPACITY_ITEMS,
    });
    const state = { failure: null };
    return {
        writer: new StreamWriter(channel, state),
        items: sentItems(channel, isLast),
        push: (item) => void channel.push(item),
        cut: (cause) => {
            state.failure ??= cause;
            channel.close();
        },
    };
}
async function* sentItems(channel, isLast) {
    for (let step = await channel.next(); step.done !== true; step = await channel.next()) {
        const item = step.value;
        if (item.kind === "data") {
            for (let start = 0; start < item.bytes.length; start += LARGEST_PIECE_BYTES) {
                yield { kind: "data", bytes: item.bytes.subarray(start, start + LARGEST_PIECE_BYTES) };
            }
        }
        else {
            yield item;
        }
        if (isLast(item))
            return;
    }
}
//# sourceMappingURL=input.js.map