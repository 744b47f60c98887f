import { Argument, InvalidArgumentError } from "commander";

/** One end of a copy. */
export type Place =
  | { readonly kind: "local"; readonly path: string }
  | { readonly kind: "sandbox"; readonly sandboxId: string; readonly path: string };

/** An argument that is a path on this machine, or `SANDBOX_ID:PATH`. */
export function placeArgument(name: string, meaning: string): Argument {
  return new Argument(`<${name}>`, meaning).argParser(readPlace);
}

/**
 * Tells paths on this machine from `SANDBOX_ID:PATH`. A local name with a colon can be written as `./a:b`.
 *
 * @throws InvalidArgumentError for an empty path, and one in a sandbox that is not absolute.
 */
export function readPlace(text: string): Place {
  const [, sandboxId, path] = /^([^/:]+):(.*)$/s.exec(text) ?? [];
  if (text === "") throw new InvalidArgumentError("It must not be empty.");
  if (sandboxId === undefined || path === undefined) return { kind: "local", path: text };
  if (path.startsWith("/")) return { kind: "sandbox", sandboxId, path };
  throw new InvalidArgumentError(
    `The path in the sandbox must be absolute: ${sandboxId}:/${path}. For a local file write ./${text}.`,
  );
}
