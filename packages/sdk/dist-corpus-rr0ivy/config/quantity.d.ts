/**
 * Compares two quantities exactly: below 0 when `left` is smaller, 0 when equal, above 0 when larger.
 *
 * @throws CWSandboxValidationError, naming the field of the text that is no quantity.
 */
export declare function compareQuantities(left: QuantityText, right: QuantityText): number;
/** A text and the name of the field it stands in. */
export interface QuantityText {
    readonly field: string;
    readonly text: string;
}
/** Refuses a text that is no quantity. */
export declare function checkQuantity(quantity: QuantityText): void;
//# sourceMappingURL=quantity.d.ts.map