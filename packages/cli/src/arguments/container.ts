import { type Command, InvalidArgumentError, Option } from "commander";

/** What a command with {@link addContainerOptions} finds among its options. */
export interface ContainerOptions {
  /** Name of the container; absent for the primary one. */
  readonly container?: string;
}

/** Adds the options that say which container of the sandbox is meant, and how it is reached. */
export function addContainerOptions(command: Command): Command {
  return command
    .option("--container <name>", "container of the sandbox (default: the primary one)")
    .addOption(
      new Option("--data-plane-mode <mode>", "how the sandbox is reached: through the server, in both modes")
        .choices(["auto", "gateway"])
        .argParser(readDataPlaneMode)
        .default("auto"),
    );
}

/** @throws InvalidArgumentError for a mode that is unknown or not supported. */
export function readDataPlaneMode(text: string): "auto" | "gateway" {
  if (text === "auto" || text === "gateway") return text;
  throw new InvalidArgumentError(
    text === "direct"
      ? "Direct connections are not supported by this release. Use auto or gateway."
      : "Allowed choices are auto, gateway.",
  );
}
