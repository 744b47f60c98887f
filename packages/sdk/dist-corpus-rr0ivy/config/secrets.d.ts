/** A value that the server puts into an environment variable; it never passes through this process. */
export interface Secret {
    /** Name of the secret store. */
    readonly store: string;
    /** Name of the secret in the store. */
    readonly name: string;
    /** Field of the secret; empty for the whole value. */
    readonly field: string;
    /** The environment variable that gets the value. */
    readonly envVar: string;
}
/** A secret as users write it: `field` is empty and `envVar` is `name` unless given. */
export interface SecretInput {
    /** Name of the secret store. */
    readonly store: string;
    /** Name of the secret in the store. */
    readonly name: string;
    /** Field of the secret. Default: the whole value. */
    readonly field?: string | undefined;
    /** The environment variable that gets the value. Default: `name`. */
    readonly envVar?: string | undefined;
}
/** Checks and copies a list of secrets; empty when absent. */
export declare function readSecrets(value: unknown): readonly Secret[];
/**
 * Defaults first, then the explicit ones; identical entries collapse.
 *
 * @throws CWSandboxValidationError when two different secrets want the same environment variable.
 */
export declare function mergeSecrets(defaults: readonly Secret[], explicit: readonly Secret[]): readonly Secret[];
//# sourceMappingURL=secrets.d.ts.map