/** The option names of each public entry point. */
export declare const OPTION_KEYS: Readonly<{
    sandbox: string[];
    run: string[];
    constructor: string[];
    list: string[];
    call: string[];
    attach: string[];
    function: string[];
    defaults: string[];
}>;
/**
 * Refuses options that an entry point does not have.
 *
 * @param kinds the option sets that it takes, for example `["list", "call"]`.
 * @param owner its name for the message, for example `Sandbox.list()`.
 * @throws CWSandboxValidationError that names the key and the nearest known one.
 */
export declare function checkOptionKeys(options: object, kinds: readonly (keyof typeof OPTION_KEYS)[], owner: string): void;
//# sourceMappingURL=option-keys.d.ts.map