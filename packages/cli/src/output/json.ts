/** Indented JSON with a line break at its end; dates become ISO 8601 texts. */
export function formatJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
