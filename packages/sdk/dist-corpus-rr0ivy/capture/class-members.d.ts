import type { TextMember } from "./class-text.js";
/** A member of a class that is still the function its text makes. */
export interface NaturalMember extends TextMember {
    readonly realKey: string | symbol;
    readonly fn: object;
}
/** Members that evaluating the class text will make again, as they are now. */
export declare function naturalMembers(owner: object): NaturalMember[];
/** Keys of those members in one of the two places; an accessor counts only when both halves are natural. */
export declare function naturalKeys(owner: object, place: "static" | "prototype"): ReadonlySet<string | symbol>;
//# sourceMappingURL=class-members.d.ts.map