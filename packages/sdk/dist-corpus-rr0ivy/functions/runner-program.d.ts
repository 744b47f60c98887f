/** The runner's single file; read once per process. */
export declare function runnerProgram(): Promise<Uint8Array>;
//# sourceMappingURL=runner-program.d.ts.map