import { Option } from "commander";

/** How data is printed: for people or for programs. */
export type OutputFormat = "table" | "json";

/** What a command with {@link outputOption} finds among its options. */
export interface OutputOptions {
  readonly output: OutputFormat;
}

/** The `-o` option of every command that prints data. */
export function outputOption(): Option {
  return new Option("-o, --output <format>", "how to print").choices(["table", "json"]).default("table");
}
