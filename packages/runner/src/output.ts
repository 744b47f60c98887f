/** A stream of this process as it was made, whatever the function does to it later. */
interface OwnStream {
  readonly stream: NodeJS.WriteStream;
  readonly write: (text: string) => unknown;
}

const streams = { stdout: lateStream("stdout"), stderr: lateStream("stderr") };

/** Made when the function or we first use it, as Node does: that takes longer than most functions. */
function lateStream(name: "stdout" | "stderr"): () => OwnStream {
  const node = Object.getOwnPropertyDescriptor(process, name);
  let own: OwnStream | undefined;
  return () => {
    if (own !== undefined) return own;
    const stream: NodeJS.WriteStream = node?.get?.call(process) ?? process[name];
    writeAtOnce(stream);
    own = { stream, write: stream.write.bind(stream) };
    return own;
  };
}

function writeAtOnce(stream: NodeJS.WriteStream): void {
  const handle: unknown = Reflect.get(stream, "_handle");
  if (typeof handle !== "object" || handle === null) return;
  const setBlocking: unknown = Reflect.get(handle, "setBlocking");
  if (typeof setBlocking === "function") Reflect.apply(setBlocking, handle, [true]);
}

/**
 * Makes everything that is printed leave the process at once. Otherwise what waits to be written is lost when the
 * process exits, be it with the outcome or by the function itself.
 */
export function printAtOnce(): void {
  for (const name of ["stdout", "stderr"] as const) {
    const get = (): NodeJS.WriteStream => streams[name]().stream;
    Object.defineProperty(process, name, { configurable: true, enumerable: true, get });
  }
}

/** To standard error, also when the function has put something else in its place. */
export function writeError(text: string): void {
  streams.stderr().write(text);
}
