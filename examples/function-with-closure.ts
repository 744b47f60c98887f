// Whatever a function uses travels with it: constants, helpers, classes. Nothing comes back but its result.
import { results, Session } from "cwsandbox";

const rates = new Map([
  ["EUR", 1],
  ["USD", 1.09],
  ["JPY", 163.4],
]);

class Money {
  readonly amount: number;
  readonly currency: string;

  constructor(amount: number, currency: string) {
    this.amount = amount;
    this.currency = currency;
  }
  toString(): string {
    return `${this.amount.toFixed(2)} ${this.currency}`;
  }
}

function convert(money: Money, to: string): Money {
  const from = rates.get(money.currency);
  const rate = rates.get(to);
  if (from === undefined || rate === undefined)
    throw new RangeError(`no rate for ${money.currency} or ${to}`);
  return new Money((money.amount / from) * rate, to);
}

await using session = new Session();
const inYen = session.function((amount: number, currency: string) =>
  String(convert(new Money(amount, currency), "JPY")),
);

console.log(
  await results(
    inYen.map([
      [1, "EUR"],
      [10, "USD"],
      [500, "JPY"],
    ]),
  ),
);
console.log(inYen.local(2, "EUR"), "(computed here, without a sandbox)");
