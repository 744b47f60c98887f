/** Text that came from elsewhere, made harmless for a terminal: only line breaks remain of the control characters. */
export function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n]/gu, "?");
}

/** The same for a text that must stay on its line. */
export function printableLine(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, "?");
}
