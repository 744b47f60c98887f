const BAR_WIDTH = 24;
/** In a log file every tenth is enough. */
const PLAIN_STEPS = 10;
/**
 * Makes an `onProgress` for `mapStream`: a bar that is redrawn in place on a terminal, and a plain line at every
 * tenth (or every tenth call, when the number of items is not known) everywhere else.
 */
export function terminalProgress({ label = "map", output = process.stderr } = {}) {
    return output.isTTY === true
        ? drawBar((line) => output.write(line), label, output.columns ?? 80)
        : writeLines((line) => output.write(line), label);
}
function drawBar(write, label, columns) {
    let drawn = "";
    return (progress) => {
        const { total } = progress;
        const filled = total === null || total === 0 ? 0 : Math.round((ended(progress) / total) * BAR_WIDTH);
        const bar = total === null ? "" : ` [${"#".repeat(filled)}${".".repeat(BAR_WIDTH - filled)}]`;
        const line = `${label}${bar} ${countsText(progress)}`.slice(0, Math.max(0, columns - 1));
        if (line === drawn)
            return;
        write(`\r${line.padEnd(drawn.length)}${total !== null && ended(progress) === total ? "\n" : ""}`);
        drawn = line;
    };
}
function writeLines(write, label) {
    let written = 0;
    return (progress) => {
        const steps = Math.floor((ended(progress) / (progress.total ?? PLAIN_STEPS ** 2)) * PLAIN_STEPS);
        if (steps <= written)
            return;
        written = steps;
        write(`${label}: ${countsText(progress)}\n`);
    };
}
function ended({ completed, failed }) {
    return completed + failed;
}
function countsText(progress) {
    const { failed, total } = progress;
    const done = total === null ? `${ended(progress)} done` : `${ended(progress)} of ${total}`;
    return failed === 0 ? done : `${done}, ${failed} failed`;
}
//# sourceMappingURL=terminal-progress.js.map