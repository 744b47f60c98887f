import { precision } from "#core/settings";

/** Amounts without fractions of a cent. */
export class Money {
  static readonly zero = new Money(0, "EUR");

  constructor(
    readonly cents: number,
    readonly currency: string,
  ) {}

  static of(amount: number, currency = "EUR"): Money {
    return new Money(Math.round(amount * 10 ** precision.digits), currency);
  }

  plus(other: Money): Money {
    if (other.currency !== this.currency) throw new TypeError(`${other.currency} is not ${this.currency}`);
    return new Money(this.cents + other.cents, this.currency);
  }

  toString(): string {
    return `${(this.cents / 10 ** precision.digits).toFixed(precision.digits)} ${this.currency}`;
  }
}

export const sum = (...amounts: readonly Money[]): Money =>
  amounts.reduce((total, amount) => total.plus(amount), Money.zero);
