import { basename } from "node:path";

/** Things that the corpus imports, as a caller's own module would export them. */
export const FACTOR = 7;
export const settings = { unit: "kg", nested: { depth: 3 } };
export let visits = 0;

export function visit(): number {
  visits += 1;
  return visits;
}

export function scale(value: number): number {
  return value * FACTOR;
}

export const shortName = (path: string): string => basename(path);

export class Shape {
  static made = 0;
  readonly sides: number;

  constructor(sides: number) {
    this.sides = sides;
    Shape.made += 1;
  }

  describe(): string {
    return `${this.constructor.name} with ${this.sides} sides`;
  }
}

export class Square extends Shape {
  readonly width: number;

  constructor(width: number) {
    super(4);
    this.width = width;
  }

  get area(): number {
    return this.width ** 2;
  }

  override describe(): string {
    return `${super.describe()} and area ${this.area}`;
  }

  static unit(): Square {
    return new Square(1);
  }
}
