/** What functions under test bring along from another module. */
export const CURRENCY = "EUR";
const TAX = 0.2;

export function withTax(price: number): number {
  return price * (1 + TAX);
}

export class Basket {
  readonly #currency: string;
  #sum = 0;

  constructor(currency: string) {
    this.#currency = currency;
  }

  add(price: number): void {
    this.#sum += price;
  }

  total(): string {
    return `${this.#sum.toFixed(2)} ${this.#currency}`;
  }
}
