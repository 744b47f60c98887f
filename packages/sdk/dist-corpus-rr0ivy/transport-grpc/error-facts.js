/** Text for whatever has no text of its own. */
export function failed({ failure, call }) {
    return `${call.operation} failed: ${failure.text}`;
}
/** Text for a passed limit. */
export function timedOut({ failure, call }) {
    return `${call.operation} timed out: ${failure.text}`;
}
/** Text for a used up quota or limit. */
export function usedUp({ failure, call }) {
    return `${call.operation} resource exhausted: ${failure.text}`;
}
/** Text for refused fields: all of them, because not every server repeats them in its text. */
export function refusedFields(facts) {
    const { failure, status } = facts;
    const untold = (status?.fieldViolations ?? []).filter(({ description }) => !failure.text.includes(description));
    const listed = untold.map(({ field, description }) => `${field}: ${description}`).join("; ");
    return listed === "" ? failed(facts) : `${failed(facts)} (${listed})`;
}
//# sourceMappingURL=error-facts.js.map