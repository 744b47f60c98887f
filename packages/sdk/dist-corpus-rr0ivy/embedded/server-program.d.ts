/**
 * Finds the script that starts the server. It is looked for beside this package first, then beside the user's
 * program, because some package managers show a package only to whoever asked for it.
 *
 * @throws SandboxUnavailableError that says what to install.
 */
export declare function findServerProgram(): string;
//# sourceMappingURL=server-program.d.ts.map