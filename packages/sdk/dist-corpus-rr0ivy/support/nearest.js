/** The candidate that a mistyped word most likely meant, or undefined when none is close. */
export function nearest(word, candidates) {
    const plain = simplify(word);
    let best;
    let bestDistance = Math.max(2, Math.floor(plain.length / 3)) + 1;
    for (const candidate of candidates) {
        const distance = editDistance(plain, simplify(candidate));
        if (distance < bestDistance) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}
/** Makes snake case, dashes and letter case irrelevant. */
function simplify(word) {
    return word.replaceAll(/[_-]/g, "").toLowerCase();
}
function editDistance(left, right) {
    let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
    for (const [row, letter] of Array.from(left).entries()) {
        const current = [row + 1];
        for (let column = 0; column < right.length; column += 1) {
            const replaced = (previous[column] ?? 0) + (letter === right[column] ? 0 : 1);
            const removed = (previous[column + 1] ?? 0) + 1;
            const added = (current[column] ?? 0) + 1;
            current.push(Math.min(replaced, removed, added));
        }
        previous = current;
    }
    return previous[right.length] ?? 0;
}
//# sourceMappingURL=nearest.js.map