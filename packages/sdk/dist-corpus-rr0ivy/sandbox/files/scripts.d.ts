/** What the scripts say by their exit codes. */
export declare const EXIT: {
    readonly missing: 72;
    readonly isDirectory: 73;
    readonly noDirectory: 74;
    readonly noTool: 127;
};
/** `$1` is the path, `$2` the format. */
export declare const STAT: string;
/** The slash at the end follows a link in the place of the directory itself, and no other. */
export declare const LIST_RECURSIVE: string;
export declare const LIST: string;
export declare const MAKE_DIRECTORY = "exec mkdir -p -- \"$1\"";
export declare const REMOVE: string;
export declare const REMOVE_RECURSIVE: string;
/** A single file is packed as what a link leads to. */
export declare const PACK: string;
/** Owners of the archive mean nothing in the sandbox. */
export declare const UNPACK: string;
//# sourceMappingURL=scripts.d.ts.map