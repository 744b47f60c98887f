import { CWSandboxValidationError } from "../errors/index.js";
/** Makes the error for a refused argument; the text begins with the field's name. */
export declare function refusal(field: string, problem: string): CWSandboxValidationError;
/** A value as short text for error messages. */
export declare function show(value: unknown): string;
/** Whether a value is absent: undefined and null both mean "not given". */
export declare function isAbsent(value: unknown): value is undefined | null;
/** Whether a value is an object with named members: no array, no date, no map, no bytes. */
export declare function isRecord(value: unknown): value is Readonly<Record<string, unknown>>;
/** Refuses a key that is none of the known ones, and names the one that was probably meant. */
export declare function checkKnownKeys(value: object, known: readonly string[], owner: string): void;
/** Text, or undefined when absent. */
export declare function optionalText(field: string, value: unknown): string | undefined;
/** Text with at least one character. */
export declare function requiredText(field: string, value: unknown): string;
/** A frozen copy of a list of texts, or undefined when absent. A bare text is refused: it would be cut into letters. */
export declare function optionalTextList(field: string, value: unknown): readonly string[] | undefined;
/** One of a few texts, or undefined when absent. */
export declare function optionalChoice<Choice extends string>(field: string, value: unknown, choices: readonly Choice[]): Choice | undefined;
/** The same, whatever the case of the letters. */
export declare function optionalChoiceInAnyCase<Choice extends string>(field: string, value: unknown, choices: readonly Choice[]): Choice | undefined;
/** True or false, or undefined when absent. */
export declare function optionalFlag(field: string, value: unknown): boolean | undefined;
/** A frozen list, each entry read by its own rule; empty when absent. */
export declare function readList<Entry>(field: string, value: unknown, readEntry: (field: string, entry: unknown) => Entry): readonly Entry[];
/** An object with no other than the known members. */
export declare function requiredRecord(field: string, value: unknown, known: readonly string[]): Readonly<Record<string, unknown>>;
/** A frozen copy of a map from text to text; empty when absent. */
export declare function textMap(field: string, value: unknown): Readonly<Record<string, string>>;
/** A duration from 0 up, or undefined when absent. */
export declare function optionalSeconds(field: string, value: unknown): number | undefined;
/** A duration above 0, or undefined when absent. */
export declare function optionalPositiveSeconds(field: string, value: unknown): number | undefined;
//# sourceMappingURL=check.d.ts.map