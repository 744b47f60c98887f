import { Opcode } from "./opcodes.js";
import { PickleMachine } from "./pickle-machine.js";
import { PickleError, PickleReader } from "./pickle-reader.js";

export { PickleError } from "./pickle-reader.js";

/** What a reader accepts from a sandbox. */
export interface PickleLimits {
  /** Size of the whole pickle. */
  readonly maxSizeBytes: number;
  /** Number of opcodes; each makes at most one value. */
  readonly maxOpcodes: number;
}

const DEFAULT_LIMITS: PickleLimits = { maxSizeBytes: 256 * 1024 * 1024, maxOpcodes: 40_000_000 };
const NEWEST_PROTOCOL = 5;

type Step = (machine: PickleMachine, reader: PickleReader) => void;

const STEPS: ReadonlyMap<number, Step> = new Map<number, Step>([
  [Opcode.PROTO, (_, reader) => checkProtocol(reader.unsigned(1))],
  // Frames help readers that read in pieces; the whole pickle is here.
  [Opcode.FRAME, (_, reader) => void reader.unsigned(8)],
  [Opcode.MARK, ({ stack }) => stack.mark()],
  [Opcode.POP, ({ stack }) => void stack.pop()],
  [Opcode.POP_MARK, ({ stack }) => void stack.popGroup()],
  [Opcode.MEMOIZE, (machine) => machine.memoize()],
  [Opcode.BINGET, (machine, reader) => machine.recall(reader.unsigned(1))],
  [Opcode.LONG_BINGET, (machine, reader) => machine.recall(reader.unsigned(4))],
  [Opcode.NONE, ({ stack }) => stack.push(null)],
  [Opcode.NEWTRUE, ({ stack }) => stack.push(true)],
  [Opcode.NEWFALSE, ({ stack }) => stack.push(false)],
  [Opcode.BININT, ({ stack }, reader) => stack.push(reader.signed32())],
  [Opcode.BININT1, ({ stack }, reader) => stack.push(reader.unsigned(1))],
  [Opcode.BININT2, ({ stack }, reader) => stack.push(reader.unsigned(2))],
  [Opcode.LONG1, ({ stack }, reader) => stack.push(reader.integer(1))],
  [Opcode.LONG4, ({ stack }, reader) => stack.push(reader.integer(4))],
  [Opcode.BINFLOAT, ({ stack }, reader) => stack.push(reader.float())],
  [Opcode.SHORT_BINUNICODE, ({ stack }, reader) => stack.push(reader.text(1))],
  [Opcode.BINUNICODE, ({ stack }, reader) => stack.push(reader.text(4))],
  [Opcode.BINUNICODE8, ({ stack }, reader) => stack.push(reader.text(8))],
  [Opcode.SHORT_BINBYTES, ({ stack }, reader) => stack.push(new Uint8Array(reader.block(1)))],
  [Opcode.BINBYTES, ({ stack }, reader) => stack.push(new Uint8Array(reader.block(4)))],
  [Opcode.BINBYTES8, ({ stack }, reader) => stack.push(new Uint8Array(reader.block(8)))],
  [Opcode.BYTEARRAY8, ({ stack }, reader) => stack.push(new Uint8Array(reader.block(8)))],
  [Opcode.EMPTY_LIST, (machine) => machine.pushList([])],
  [Opcode.APPEND, (machine) => machine.addItems([machine.stack.pop()])],
  [Opcode.APPENDS, (machine) => machine.addItems(machine.stack.popGroup())],
  [Opcode.EMPTY_TUPLE, (machine) => machine.pushList([])],
  [Opcode.TUPLE1, (machine) => machine.pushList(machine.stack.popMany(1))],
  [Opcode.TUPLE2, (machine) => machine.pushList(machine.stack.popMany(2))],
  [Opcode.TUPLE3, (machine) => machine.pushList(machine.stack.popMany(3))],
  [Opcode.TUPLE, (machine) => machine.pushList(machine.stack.popGroup())],
  [Opcode.EMPTY_DICT, (machine) => machine.pushDict()],
  [Opcode.SETITEM, (machine) => machine.addEntries(machine.stack.popMany(2))],
  [Opcode.SETITEMS, (machine) => machine.addEntries(machine.stack.popGroup())],
  [Opcode.EMPTY_SET, (machine) => machine.pushSet([])],
  [Opcode.ADDITEMS, (machine) => machine.addMembers(machine.stack.popGroup())],
  [Opcode.FROZENSET, (machine) => machine.pushSet(machine.stack.popGroup())],
  [Opcode.STACK_GLOBAL, (machine) => machine.pushGlobal()],
  [Opcode.REDUCE, (machine) => machine.reduce()],
  [Opcode.BUILD, (machine) => machine.setState()],
]);

/**
 * Reads a pickle of unknown origin as data. Nothing in it is imported, called or executed; time and memory are
 * bounded by its size and the limits, and depth costs no stack. Dicts become plain objects when all keys are text
 * and a Map otherwise; objects carry the name of their class; NumPy arrays become typed arrays.
 *
 * @throws PickleError saying what is wrong.
 */
export function decodePickle(bytes: Uint8Array, limits: PickleLimits = DEFAULT_LIMITS): unknown {
  if (bytes.byteLength > limits.maxSizeBytes) {
    throw new PickleError(`it has ${bytes.byteLength} bytes, and ${limits.maxSizeBytes} are allowed`);
  }
  const machine = new PickleMachine(bytes.byteLength);
  const reader = new PickleReader(bytes);
  for (let count = 1; ; count += 1) {
    if (count > limits.maxOpcodes) throw new PickleError("it has too many values");
    const opcode = reader.unsigned(1);
    if (opcode === Opcode.STOP) break;
    const step = STEPS.get(opcode);
    if (step === undefined)
      throw new PickleError(`it has the opcode 0x${opcode.toString(16)}, which is no data`);
    step(machine, reader);
  }
  if (!reader.isAtEnd) throw new PickleError("it goes on behind its end");
  return machine.finish();
}

function checkProtocol(protocol: number): void {
  if (protocol > NEWEST_PROTOCOL) throw new PickleError(`it has protocol ${protocol}`);
}
