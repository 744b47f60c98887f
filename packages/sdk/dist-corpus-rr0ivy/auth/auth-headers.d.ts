/** What proves who is calling. */
export interface AuthHeaders {
    /** Entries sent with every call; their names are lower-cased. */
    readonly headers: Readonly<Record<string, string>>;
    /** Name of the way the headers were found, for example `api_key`. */
    readonly strategy: string;
}
//# sourceMappingURL=auth-headers.d.ts.map