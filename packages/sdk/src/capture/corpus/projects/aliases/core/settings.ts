export const precision = { digits: 2 };

export let locale = "en";

export function setLocale(next: string): void {
  locale = next;
}
