import type { Session } from "node:inspector";
import { type FunctionPlace } from "./inspector-session.js";
/** A script that the engine runs, as the engine sees it: after every build step. */
export interface Script {
    readonly id: string;
    /** As stack traces name it: a `file:` URL, a path, `node:…`, or empty for code made at run time. */
    readonly url: string;
    readonly isModule: boolean;
    readonly source: string;
    readonly sourceMapUrl: string;
    readonly startLine: number;
    readonly startColumn: number;
}
/** A place in a script, counted from 0, as stack traces count it (from 1). */
export interface CodePosition {
    readonly line: number;
    readonly column: number;
    /** Index into the script's source. */
    readonly offset: number;
}
/** Finds a script by the engine's number. The debugger is on only while a new script is read. */
export declare function readScript(session: Session, id: string): Script | null;
/**
 * Finds where the text of a function begins. The engine points somewhere inside it (at the parameters), so the
 * nearest occurrence before that is meant.
 */
export declare function locateText(script: Script, place: FunctionPlace, text: string): CodePosition;
/** The script's name as a URL without blanks, so that it can stand in a comment; empty for nameless code. */
export declare function scriptUrl({ url }: Script): string;
/** Whether Node itself brought the script along. */
export declare function isNodeScript({ url }: Script): boolean;
/** Name of the package that a script was installed with, or null for the caller's own files. */
export declare function packageOf({ url }: Script): string | null;
//# sourceMappingURL=scripts.d.ts.map