/** Makes a promise that is settled from outside. Whoever makes it must see to it that somebody handles it. */
export function deferred() {
    let resolve = ignore;
    let reject = ignore;
    const promise = new Promise((onResolve, onReject) => {
        resolve = onResolve;
        reject = onReject;
    });
    return { promise, resolve, reject };
}
/** Does nothing: marks a rejection as seen, or an outcome as not interesting. */
export function ignore() { }
//# sourceMappingURL=deferred.js.map