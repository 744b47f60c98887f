import type { TextMember } from "./class-text.js";
import { readFunctionText } from "./function-text.js";
import { readLoads } from "./module-loads.js";

/** A member of a class that is still the function its text makes. */
export interface NaturalMember extends TextMember {
  readonly realKey: string | symbol;
  readonly fn: object;
}

/** Members that evaluating the class text will make again, as they are now. */
export function naturalMembers(owner: object): NaturalMember[] {
  const shape = readFunctionText(Function.prototype.toString.call(owner));
  if ("problem" in shape || shape.classShape === null) return [];
  return shape.classShape.members.flatMap((member) => {
    const place = placeOf(owner, member.place);
    const realKey = realKeyOf(member.key);
    const descriptor = place === null ? undefined : Object.getOwnPropertyDescriptor(place, realKey);
    const fn: unknown = descriptor === undefined ? undefined : Reflect.get(descriptor, member.part);
    const isSame =
      typeof fn === "function" && readLoads(Function.prototype.toString.call(fn)).text === member.text;
    return isSame && !isChanged(descriptor) ? [{ ...member, realKey, fn }] : [];
  });
}

/** Keys of those members in one of the two places; an accessor counts only when both halves are natural. */
export function naturalKeys(owner: object, place: "static" | "prototype"): ReadonlySet<string | symbol> {
  const holder = placeOf(owner, place);
  const natural = naturalMembers(owner).filter((member) => member.place === place);
  const keys = natural.map(({ realKey }) => realKey);
  return new Set(
    keys.filter((key) => {
      const descriptor = holder === null ? undefined : Object.getOwnPropertyDescriptor(holder, key);
      const halves = natural.filter(({ realKey, part }) => realKey === key && part !== "value").length;
      const present = (descriptor?.get === undefined ? 0 : 1) + (descriptor?.set === undefined ? 0 : 1);
      return halves === present;
    }),
  );
}

/** Members are made hidden, writable and configurable. */
function isChanged(descriptor: PropertyDescriptor | undefined): boolean {
  if (descriptor === undefined) return true;
  const isAccessor = descriptor.get !== undefined || descriptor.set !== undefined;
  return (
    descriptor.enumerable === true ||
    descriptor.configurable !== true ||
    (!isAccessor && descriptor.writable !== true)
  );
}

function placeOf(owner: object, place: "static" | "prototype"): object | null {
  if (place === "static") return owner;
  const prototype: unknown = Object.getOwnPropertyDescriptor(owner, "prototype")?.value;
  return typeof prototype === "object" ? prototype : null;
}

function realKeyOf(key: string): string | symbol {
  if (!key.startsWith("@@")) return key;
  const symbol: unknown = Reflect.get(Symbol, key.slice(2));
  return typeof symbol === "symbol" ? symbol : key;
}
