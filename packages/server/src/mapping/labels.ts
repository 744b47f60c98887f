import { shown, type Problems } from "./problems.js";

const TAG_PATTERN = /^[A-Za-z0-9._-]*[A-Za-z0-9]$/;
const MAX_TAG_LENGTH = 59;
const MAX_ANNOTATIONS = 100;

/** Tags are at most 59 letters, digits, `.`, `_` or `-`, end with a letter or digit, and occur once. */
export function checkTags(tags: readonly string[], field: string, problems: Problems): void {
  const seen = new Set<string>();
  for (const [index, tag] of tags.entries()) {
    const at = `${field}[${String(index)}]`;
    if (tag.length > MAX_TAG_LENGTH || !TAG_PATTERN.test(tag)) {
      problems.violation(
        at,
        `${shown(tag)} is not a tag; use 1 to 59 letters, digits, '.', '_' or '-', and end with a letter or digit`,
      );
    } else if (seen.has(tag)) {
      problems.violation(at, `${shown(tag)} occurs twice; give each tag once`);
    }
    seen.add(tag);
  }
}

/** At most 100 annotations, none of them with an empty key or value. */
export function checkAnnotations(
  annotations: Readonly<Record<string, string>>,
  field: string,
  problems: Problems,
): void {
  const entries = Object.entries(annotations);
  if (entries.length > MAX_ANNOTATIONS) {
    problems.violation(field, `${String(entries.length)} annotations are more than 100; give fewer`);
  }
  for (const [key, value] of entries) {
    if (key === "" || value === "") {
      problems.violation(
        `${field}[${shown(key)}]`,
        `the value is ${shown(value)}; neither key nor value may be empty`,
      );
    }
  }
}
