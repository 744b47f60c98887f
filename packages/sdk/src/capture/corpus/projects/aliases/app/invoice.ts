import { currentLocale, Money, settings, sum } from "#core/index";

export interface Line {
  readonly what: string;
  readonly amount: number;
}

/** Imports what imports it: the index of the core re-exports this. */
export function invoice(lines: readonly Line[]): string {
  const total = sum(...lines.map(({ amount }) => Money.of(amount)));
  return `${currentLocale}/${settings.precision.digits}: ${lines.length} lines, ${total}`;
}
