/** A promise together with the two functions that settle it. */
export interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T | PromiseLike<T>) => void;
  readonly reject: (reason: unknown) => void;
}

/** Makes a promise that is settled from outside. Whoever makes it must see to it that somebody handles it. */
export function deferred<T>(): Deferred<T> {
  let resolve: Deferred<T>["resolve"] = ignore;
  let reject: Deferred<T>["reject"] = ignore;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

/** Does nothing: marks a rejection as seen, or an outcome as not interesting. */
export function ignore(): void {}
