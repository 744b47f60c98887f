import { type Command, InvalidArgumentError, Option } from "commander";

const DATA_PLANE_MODES = ["auto", "gateway"] as const;

/** What a command with {@link addContainerOptions} finds among its options. */
export interface ContainerOptions {
  /** Name of the container; absent for the primary one. */
  readonly container?: string;
  /** How it is reached. */
  readonly dataPlaneMode: (typeof DATA_PLANE_MODES)[number];
}

/** Adds the options that say which container of the sandbox is meant, and how it is reached. */
export function addContainerOptions(command: Command): Command {
  return command
    .option("--container <name>", "container of the sandbox (default: the primary one)")
    .addOption(
      new Option("--data-plane-mode <mode>", "how it is reached: both modes go through the server")
        .choices(DATA_PLANE_MODES)
        .argParser(readDataPlaneMode)
        .default("auto"),
    );
}

/** @throws InvalidArgumentError for a mode that is unknown or not offered. */
export function readDataPlaneMode(text: string): ContainerOptions["dataPlaneMode"] {
  const mode = DATA_PLANE_MODES.find((candidate) => candidate === text);
  if (mode !== undefined) return mode;
  throw new InvalidArgumentError(
    text === "direct"
      ? "Direct connections are not supported by this release. Use auto or gateway."
      : `Allowed choices are ${DATA_PLANE_MODES.join(", ")}.`,
  );
}
