import type { PlainData } from "./plain-data.js";
/**
 * Checks that all arguments are basic values and copies nothing. The documented rule of JSON mode: whatever
 * JSON would drop or change is refused with its path, before any sandbox exists. An argument that is
 * `undefined` stays one, so that parameter defaults work.
 *
 * @throws FunctionSerializationError with text such as `args[0].when is a Date`.
 */
export declare function validateJsonArguments(args: readonly unknown[], functionName: string): PlainData;
//# sourceMappingURL=json-arguments.d.ts.map