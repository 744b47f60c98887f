import { shown, type Problems } from "./problems.js";

/** Names are not empty and hold no `=`; neither names nor values hold a NUL character. */
export function checkEnvironment(
  environment: Readonly<Record<string, string>>,
  field: string,
  problems: Problems,
): void {
  for (const [name, value] of Object.entries(environment)) {
    const at = `${field}[${shown(name)}]`;
    if (name === "" || name.includes("=") || name.includes("\0")) {
      problems.violation(at, `${shown(name)} cannot name a variable; use a name without '=' or NUL`);
    }
    if (value.includes("\0")) problems.violation(at, "the value holds a NUL character; remove it");
  }
}
