/**
 * Says why an instance cannot be read completely: a class it belongs to keeps private members in it. The text
 * completes the sentence "it is …"; null when nothing is hidden.
 */
export declare function privateMembersOf(value: object): string | null;
//# sourceMappingURL=private-members.d.ts.map