import { Option } from "commander";

/** The `-q` option of commands that only say that they succeeded. */
export function quietOption(): Option {
  return new Option("-q, --quiet", "print nothing on success");
}
