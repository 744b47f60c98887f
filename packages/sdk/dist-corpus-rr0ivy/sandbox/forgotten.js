const forgotten = new FinalizationRegistry(({ sandboxId, lifecycle }) => {
    const { phase } = lifecycle;
    if (sandboxId === null || (phase !== "starting" && phase !== "running" && phase !== "stopping"))
        return;
    process.emitWarning(`Sandbox '${sandboxId}' was forgotten while it was ${phase}. It goes on until its main process or its ` +
        "lifetime ends. Stop it, open it with `await using`, or let a session own it.", "ResourceWarning");
});
/** Warns when the object users hold is collected although the sandbox it started goes on. */
export function warnWhenForgotten(handle, trace) {
    forgotten.register(handle, trace);
}
//# sourceMappingURL=forgotten.js.map