import { Option } from "commander";

/** What a command with {@link outputOption} finds among its options. */
export interface OutputOptions {
  /** For people or for programs. */
  readonly output: "table" | "json";
}

/** The `-o` option of every command that prints data. */
export function outputOption(): Option {
  return new Option("-o, --output <format>", "how to print").choices(["table", "json"]).default("table");
}
