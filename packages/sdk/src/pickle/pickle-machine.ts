import { type Builder, BUILDER_MODULE } from "./opcodes.js";
import {
  BuilderNode,
  type Container,
  DictNode,
  finishContainers,
  InstanceNode,
  SetNode,
} from "./pickle-nodes.js";
import { PickleError } from "./pickle-reader.js";
import { PickleStack } from "./pickle-stack.js";
import { isShape, makeNdArray, type TypedArray } from "./typed-arrays.js";

const BUILDERS: readonly Builder[] = ["instance", "array", "moment", "value"];
const MAX_TIME_MS = 8.64e15;
/** The least that one length takes in a pickle. */
const SHAPE_ENTRY_BYTES = 2;

/** What the opcodes do. It knows four functions, all its own, and none of them runs foreign code. */
export class PickleMachine {
  readonly stack = new PickleStack();
  readonly #memo: unknown[] = [];
  readonly #containers: Container[] = [];
  /** What arrays may still take: in an honest pickle, each array has bytes and a shape of its own. */
  #arrayBudgetBytes: number;

  constructor(sizeBytes: number) {
    this.#arrayBudgetBytes = sizeBytes;
  }

  finish(): unknown {
    const root = this.stack.pop();
    if (this.stack.height > 0) throw new PickleError("it leaves values behind");
    return finishContainers(this.#containers, root);
  }

  memoize(): void {
    this.#memo.push(this.stack.top());
  }

  recall(index: number): void {
    if (index >= this.#memo.length) throw new PickleError("it refers to a value that is not there");
    this.stack.push(this.#memo[index]);
  }

  pushList(items: unknown[]): void {
    this.#containers.push(items);
    this.stack.push(items);
  }

  pushDict(): void {
    this.#begin(new DictNode());
  }

  pushSet(members: readonly unknown[]): void {
    const node = new SetNode();
    this.#begin(node);
    append(node.members, members);
  }

  addItems(items: readonly unknown[]): void {
    const list = this.stack.top();
    if (!Array.isArray(list)) throw new PickleError("it adds an item to what is no list");
    append(list, items);
  }

  addEntries(entries: readonly unknown[]): void {
    const dict = this.stack.top();
    if (!(dict instanceof DictNode) || entries.length % 2 !== 0) {
      throw new PickleError("it adds an entry to what is no dict");
    }
    append(dict.entries, entries);
  }

  addMembers(members: readonly unknown[]): void {
    const set = this.stack.top();
    if (!(set instanceof SetNode)) throw new PickleError("it adds a member to what is no set");
    append(set.members, members);
  }

  /** The one door to code in a pickle: it leads to these four names and nowhere else. */
  pushGlobal(): void {
    const [module, wanted] = this.stack.popMany(2);
    const name = BUILDERS.find((builder) => builder === wanted);
    if (module !== BUILDER_MODULE || name === undefined) {
      throw new PickleError(`it asks for ${nameText(module)}.${nameText(wanted)}, and only data is read`);
    }
    this.stack.push(new BuilderNode(name));
  }

  reduce(): void {
    const [builder, args] = this.stack.popMany(2);
    if (!(builder instanceof BuilderNode) || !Array.isArray(args)) {
      throw new PickleError("it calls what is no function");
    }
    const result = this.#build(builder.name, args);
    if (result === undefined) throw new PickleError(`it has wrong arguments for ${builder.name}`);
    this.stack.push(result);
  }

  setState(): void {
    const state = this.stack.pop();
    const target = this.stack.top();
    if (!(target instanceof InstanceNode) || !(state instanceof DictNode) || target.fields !== null) {
      throw new PickleError("it gives fields to what has none");
    }
    target.fields = state;
  }

  #build(name: Builder, args: readonly unknown[]): unknown {
    const [first, shape, bytes] = args;
    if (name === "array") return this.#array(first, shape, bytes);
    if (name === "instance") return typeof first === "string" ? this.#instance(first) : undefined;
    if (name === "moment") return isTime(first) ? new Date(first) : undefined;
    return args.length === 1 ? first : undefined;
  }

  #array(dtype: unknown, shape: unknown, bytes: unknown): TypedArray | undefined {
    if (!isShape(shape) || !(bytes instanceof Uint8Array)) return undefined;
    this.#arrayBudgetBytes -= bytes.byteLength + shape.length * SHAPE_ENTRY_BYTES;
    if (this.#arrayBudgetBytes < 0) throw new PickleError("it makes many arrays of the same bytes");
    return makeNdArray(dtype, shape, bytes) ?? undefined;
  }

  #instance(className: string): InstanceNode {
    const node = new InstanceNode(className);
    this.#containers.push(node);
    return node;
  }

  #begin(node: Container): void {
    this.#containers.push(node);
    this.stack.push(node);
  }
}

function isTime(milliseconds: unknown): milliseconds is number {
  return typeof milliseconds === "number" && Math.abs(milliseconds) <= MAX_TIME_MS;
}

/** Not by spreading: there may be more items than a call takes arguments. */
function append(target: unknown[], items: readonly unknown[]): void {
  for (const item of items) target.push(item);
}

const MAX_NAME_CHARACTERS = 80;

function nameText(name: unknown): string {
  return typeof name === "string" ? name.slice(0, MAX_NAME_CHARACTERS).replace(/[^\w.]/gu, "?") : "?";
}
