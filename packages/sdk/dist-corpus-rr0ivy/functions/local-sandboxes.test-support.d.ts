import type { FunctionHost, FunctionSandboxOptions } from "./host.js";
/** What a test can see and change of the sandboxes that calls made. */
export interface LocalHost extends FunctionHost {
    readonly created: FunctionSandboxOptions[];
    readonly written: string[];
    readonly commands: (readonly string[])[];
    stopped: number;
    /** Program to run instead of `node`. */
    node: string;
    failStart: Error | null;
    failStop: Error | null;
}
/** Sandboxes for tests: a directory and real child processes, without any isolation. */
export declare function createLocalHost(node?: string): LocalHost;
//# sourceMappingURL=local-sandboxes.test-support.d.ts.map