import { type Builder, refuse, type Trail } from "../payload/index.js";
import { readFunctionText } from "../source/index.js";

/** Asking about one object takes some hundredths of a millisecond. */
const MAX_CHECKED = 1000;

/** Remembers what could have private members although its prototypes say nothing of them. */
export function noteWithoutPrivate(builder: Builder, value: object, trail: Trail): void {
  if (builder.withoutPrivate.length < MAX_CHECKED) builder.withoutPrivate.push({ value, trail });
}

/**
 * Refuses objects that got private members in an unusual way: from a class that is no longer among their
 * prototypes, or from one whose base returned them. Only code of a class with private members could tell.
 */
export function refuseStrayPrivate(builder: Builder): void {
  if (!builder.functions.some(({ fn }) => declaresPrivate(fn))) return;
  for (const { value, trail } of builder.withoutPrivate) {
    const [member] = builder.reader.privateMembers(value);
    if (member === undefined) continue;
    refuse(
      trail,
      `an object with the private member ${member.name} of a class that is not among its prototypes: ` +
        "create it inside the function instead",
    );
  }
}

function declaresPrivate(fn: object): boolean {
  const shape = readFunctionText(Function.prototype.toString.call(fn));
  const declared = "problem" in shape ? null : shape.classShape;
  return declared !== null && declared.privateFields.length + declared.privateOthers.length > 0;
}
