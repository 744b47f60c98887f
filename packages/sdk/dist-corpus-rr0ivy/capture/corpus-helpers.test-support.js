import { basename } from "node:path";
/** Things that the corpus imports, as a caller's own module would export them. */
export const FACTOR = 7;
export const settings = { unit: "kg", nested: { depth: 3 } };
export let visits = 0;
export function visit() {
    visits += 1;
    return visits;
}
export function scale(value) {
    return value * FACTOR;
}
export const shortName = (path) => basename(path);
export class Shape {
    static made = 0;
    sides;
    constructor(sides) {
        this.sides = sides;
        Shape.made += 1;
    }
    describe() {
        return `${this.constructor.name} with ${this.sides} sides`;
    }
}
export class Square extends Shape {
    width;
    constructor(width) {
        super(4);
        this.width = width;
    }
    get area() {
        return this.width ** 2;
    }
    describe() {
        return `${super.describe()} and area ${this.area}`;
    }
    static unit() {
        return new Square(1);
    }
}
//# sourceMappingURL=corpus-helpers.test-support.js.map