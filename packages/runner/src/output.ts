/**
 * Makes everything that is printed leave the process at once. Otherwise what waits to be written is lost when the
 * process exits, be it with the outcome or by the function itself.
 */
export function printAtOnce(): void {
  for (const stream of [process.stdout, process.stderr]) {
    const handle: unknown = Reflect.get(stream, "_handle");
    if (typeof handle !== "object" || handle === null) continue;
    const setBlocking: unknown = Reflect.get(handle, "setBlocking");
    if (typeof setBlocking === "function") Reflect.apply(setBlocking, handle, [true]);
  }
}
