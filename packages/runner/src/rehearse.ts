import { answer } from "./answer.js";
import { holdResult, readBehind, takeLastWords } from "./channel.js";
import { readFrame, writeFrame } from "./frame.js";
import { outcomeTo } from "./outcome.js";
import type { Call } from "./payload.js";

/** A call of our own, of the most usual kind. */
const REHEARSAL: Call = {
  function: ["node", 0],
  receiver: ["undefined"],
  args: { value: [1], specials: [] },
  nodes: [
    {
      kind: "function",
      code: {
        text: "(x) => ({ sum: x + y, list: [x] })",
        before: "(",
        after: "\n)",
        strict: true,
        scope: -1,
        variables: [["y", 1]],
        url: "",
        line: 0,
        column: 0,
      },
      props: [["name", "rehearsal", 4]],
    },
  ],
  shapes: [],
  scopes: [],
  strict: true,
  namespaces: [],
  imports: [],
};

/**
 * Does everything once while nobody waits, from the payload to the words at the exit, because doing it for the first
 * time takes milliseconds.
 */
export async function rehearse(): Promise<void> {
  const written = Buffer.concat(writeFrame({ ...REHEARSAL }));
  const { value } = outcomeTo(holdResult, takeLastWords);
  await answer(() => readFrame(readBehind(written)), { value, thrown: raise });
  // Made when they are first used.
  void process.stdout.writable;
  void process.stderr.writable;
}

function raise(error: unknown): never {
  throw error;
}
