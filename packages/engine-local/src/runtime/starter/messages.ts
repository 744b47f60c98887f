import { EngineError } from "@cwsandbox/engine";
import type { TerminalSize } from "@cwsandbox/engine";

import { capabilityBits } from "../oci/index.js";
import type { OciProcess } from "../oci/index.js";

const REQUEST_KINDS = { start: 0, taken: 1, inputEnded: 2, kill: 3, resize: 4 } as const;
const ANSWER_KINDS = ["ready", "started", "ended"] as const;

const REQUEST_BYTES = 12;
const COMMAND_BYTES = 56;
const MOST_CELLS = 0xffff;
const ANSWER_BYTES = 24;

/** One answer of the helper. */
export interface StarterAnswer {
  readonly kind: (typeof ANSWER_KINDS)[number];
  /** Number of the command, chosen by us. */
  readonly id: number;
  /** `started`: id of the process on the host, or a negative error number; `ended`: the exit code. */
  readonly value: number;
  /** `started`: the helper's descriptors of the streams; -1 for one that there is not. */
  readonly stdin: number;
  readonly stdout: number;
  readonly stderr: number;
}

/** A request in the layout of the helper (`struct request` and the bytes behind it). */
export function encodeRequest(
  kind: keyof typeof REQUEST_KINDS,
  id: number,
  body: Uint8Array = new Uint8Array(),
): Buffer {
  const head = Buffer.alloc(REQUEST_BYTES);
  head.writeUInt32LE(REQUEST_KINDS[kind], 0);
  head.writeUInt32LE(id, 4);
  head.writeUInt32LE(body.byteLength, 8);
  return Buffer.concat([head, body]);
}

/** What a command is connected to. */
export interface CommandStreams {
  /** Whether it has an input; on a terminal it always has one. */
  readonly stdin: boolean;
  readonly terminal?: TerminalSize;
}

/** A size in the layout of the helper. */
export function encodeSize({ columns, rows }: TerminalSize): Buffer {
  return Buffer.from(Uint16Array.of(Math.min(columns, MOST_CELLS), Math.min(rows, MOST_CELLS)).buffer);
}

/** A command in the layout of the helper (`struct command_head` and the words behind it). */
export function encodeCommand(process: OciProcess, { stdin, terminal }: CommandStreams): Buffer {
  const { capabilities, user, rlimits, args, env } = process;
  const head = Buffer.alloc(COMMAND_BYTES);
  head.writeBigUInt64LE(capabilityBits(capabilities.bounding), 0);
  head.writeBigUInt64LE(capabilityBits(capabilities.permitted), 8);
  const processLimit = rlimits.find(({ type }) => type === "RLIMIT_NPROC")?.hard ?? 0;
  const numbers = [
    user.uid,
    user.gid,
    processLimit,
    process.oomScoreAdj,
    stdin ? 1 : 0,
    terminal === undefined ? 0 : 1,
    Math.min(terminal?.columns ?? 0, MOST_CELLS),
    Math.min(terminal?.rows ?? 0, MOST_CELLS),
    args.length,
    env.length,
  ];
  numbers.forEach((number, index) => head.writeUInt32LE(number, 16 + 4 * index));
  const words = [process.cwd, ...args, ...env];
  if (words.some((word) => word.includes("\0"))) {
    throw new EngineError("invalid", "A command, its directory and its environment cannot hold a zero byte", {
      field: "command",
    });
  }
  return Buffer.concat([head, Buffer.from(words.map((word) => `${word}\0`).join(""))]);
}

/** Splits what comes from the helper into answers; bytes may come in any pieces. */
export function createAnswerReader(onAnswer: (answer: StarterAnswer) => void): (data: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (data) => {
    rest = rest.byteLength === 0 ? data : Buffer.concat([rest, data]);
    while (rest.byteLength >= ANSWER_BYTES) {
      const answer = decodeAnswer(rest);
      rest = rest.subarray(ANSWER_BYTES);
      onAnswer(answer);
    }
  };
}

function decodeAnswer(bytes: Buffer): StarterAnswer {
  const kind = ANSWER_KINDS[bytes.readUInt32LE(0)];
  if (kind === undefined) throw new Error("The launch helper gave an answer of an unknown kind");
  return {
    kind,
    id: bytes.readUInt32LE(4),
    value: bytes.readInt32LE(8),
    stdin: bytes.readInt32LE(12),
    stdout: bytes.readInt32LE(16),
    stderr: bytes.readInt32LE(20),
  };
}
