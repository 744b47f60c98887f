import { type Builder, refuse, type Trail } from "../payload/index.js";
import { builtinPath } from "../builtins/index.js";
import { readFunctionText } from "../source/index.js";
import { ownerOf } from "./own-prototype.js";

/** Objects without private members. Most classes give theirs to what they make only, so that these never get any. */
const knownWithout = new WeakSet();

/** Of those, as many are asked about again in one capture: a class would have to be used for nothing else meanwhile. */
const MAX_ASKED_AGAIN = 64;

/** Remembers what could have private members although its prototypes say nothing of them. */
export function noteWithoutPrivate(builder: Builder, value: object, trail: Trail): void {
  builder.withoutPrivate.push({ value, trail });
}

/**
 * Refuses objects that got private members in an unusual way: from a class that is no longer among their
 * prototypes, or from one whose base returned them. Only code of a class with private members could tell.
 */
export function refuseStrayPrivate(builder: Builder): void {
  const classes = builder.functions.map(({ fn }) => fn).filter(declaresPrivate);
  if (classes.length === 0) return;
  const canFillOthers = classes.some(isDerived);
  let askedAgain = 0;
  for (const { value, trail } of builder.withoutPrivate) {
    if (knownWithout.has(value)) {
      if (!canFillOthers || askedAgain >= MAX_ASKED_AGAIN) continue;
      askedAgain += 1;
    }
    // Takes some hundredths of a millisecond.
    const member = builder.reader.privateMembers(value).find(({ name }) => !isOfNode(value, name));
    if (member === undefined) {
      knownWithout.add(value);
      continue;
    }
    refuse(
      trail,
      `an object with the private member ${member.name} of a class that is not among its prototypes: ` +
        "create it inside the function instead",
    );
  }
}

/** Whether a class of Node, as that of URLs, has a private member of that name and is among the prototypes. */
function isOfNode(value: object, name: string): boolean {
  for (let at = prototypeOf(value); at !== null; at = prototypeOf(at)) {
    const owner = builtinPath(at) === null ? null : ownerOf(at);
    if (owner !== null && Function.prototype.toString.call(owner).includes(name)) return true;
  }
  return false;
}

function declaresPrivate(fn: object): boolean {
  const shape = readFunctionText(Function.prototype.toString.call(fn));
  const declared = "problem" in shape ? null : shape.classShape;
  return declared !== null && declared.privateFields.length + declared.privateOthers.length > 0;
}

/** Whether a class extends another, which can return any object to it, and be another for that moment only. */
function isDerived(fn: object): boolean {
  const shape = readFunctionText(Function.prototype.toString.call(fn));
  return !("problem" in shape) && shape.classShape?.hasBase === true;
}

function prototypeOf(value: object): object | null {
  const prototype: unknown = Object.getPrototypeOf(value);
  return typeof prototype === "object" || typeof prototype === "function" ? prototype : null;
}
