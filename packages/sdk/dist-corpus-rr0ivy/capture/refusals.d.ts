/**
 * Says why an object cannot be rebuilt elsewhere, or null when it can. The text completes the sentence
 * "it is …".
 *
 * @param isNative - Whether a function belongs to Node itself, without being one of its exports.
 */
export declare function refusalOf(value: object, isNative: (fn: object) => boolean): string | null;
//# sourceMappingURL=refusals.d.ts.map