import { type Script } from "./scripts.js";
export declare function rememberScript(script: Script): void;
/**
 * Rewrites a stack trace from a sandbox so that it names the caller's own files and lines: through source
 * maps where there are some, without the frames of the runner.
 */
export declare function mapStack(stack: string): string;
//# sourceMappingURL=stack-mapping.d.ts.map