import type { Output } from "./elsewhere.test-support.js";

/** What something prints while it runs, instead of printing it. */
export async function withOutput<Result>(
  run: () => Promise<Result>,
): Promise<readonly [result: Result, output: Output]> {
  const output = { printed: "", complained: "" };
  using _out = divert(process.stdout, (text) => {
    output.printed += text;
  });
  using _err = divert(process.stderr, (text) => {
    output.complained += text;
  });
  return [await run(), output];
}

/** Until disposed of, the stream has a method of its own over that of its class. */
function divert(stream: NodeJS.WriteStream, take: (text: string) => void): Disposable {
  stream.write = (chunk: string | Uint8Array) => {
    take(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString());
    return true;
  };
  return {
    [Symbol.dispose]: () => {
      Reflect.deleteProperty(stream, "write");
    },
  };
}
