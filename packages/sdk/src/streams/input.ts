import { Channel } from "./channel.js";
import { unchanged } from "./decoders.js";
import type { InputItem, TerminalInput } from "./input-items.js";
import { StreamWriter } from "./stream-writer.js";

/** Writes that wait for the network before the next one is delayed. */
const INPUT_CAPACITY_ITEMS = 16;
/** The largest piece of input in one message. */
const LARGEST_PIECE_BYTES = 64 * 1024;

/** The two ends of an input, and the knife. */
export interface InputEnds<Sent extends TerminalInput> {
  /** The user's end. */
  readonly writer: StreamWriter;
  /** The network's end: pieces of at most 64 KiB. */
  readonly items: AsyncIterable<Sent | InputItem>;
  /** Adds something that is no user data. */
  readonly push: (item: Sent) => void;
  /** Ends both: later writes throw with this cause, waiting ones fail, the items end. */
  readonly cut: (cause: Error) => void;
}

/** The input of a process; its items end after the end of input. */
export function createProcessInput(): InputEnds<InputItem> {
  return createInput<InputItem>((item) => item.kind === "end");
}

/** The input of a terminal; its items go on after the end of input, because sizes may follow. */
export function createTerminalInput(): InputEnds<TerminalInput> {
  return createInput<TerminalInput>(() => false);
}

function createInput<Sent extends TerminalInput>(
  isLast: (item: Sent | InputItem) => boolean,
): InputEnds<Sent> {
  const channel = new Channel<Sent | InputItem, Sent | InputItem>({
    decoder: unchanged(),
    capacity: INPUT_CAPACITY_ITEMS,
  });
  const state: { failure: Error | null } = { failure: null };
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

async function* sentItems<Sent extends TerminalInput>(
  channel: Channel<Sent | InputItem, Sent | InputItem>,
  isLast: (item: Sent | InputItem) => boolean,
): AsyncGenerator<Sent | InputItem, void> {
  for (let step = await channel.next(); step.done !== true; step = await channel.next()) {
    const item = step.value;
    if (item.kind === "data") {
      for (let start = 0; start < item.bytes.length; start += LARGEST_PIECE_BYTES) {
        yield { kind: "data", bytes: item.bytes.subarray(start, start + LARGEST_PIECE_BYTES) };
      }
    } else {
      yield item;
    }
    if (isLast(item)) return;
  }
}
