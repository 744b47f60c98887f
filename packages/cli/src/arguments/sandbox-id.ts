import { Argument, InvalidArgumentError } from "commander";

/** The argument that names a sandbox. */
export function sandboxIdArgument(): Argument {
  return new Argument("<SANDBOX_ID>", "id of the sandbox, as `cwsandbox ls` shows it").argParser(
    readSandboxId,
  );
}

function readSandboxId(text: string): string {
  if (text === "") throw new InvalidArgumentError("It must not be empty.");
  return text;
}
