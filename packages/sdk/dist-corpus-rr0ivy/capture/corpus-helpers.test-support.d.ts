/** Things that the corpus imports, as a caller's own module would export them. */
export declare const FACTOR = 7;
export declare const settings: {
    unit: string;
    nested: {
        depth: number;
    };
};
export declare let visits: number;
export declare function visit(): number;
export declare function scale(value: number): number;
export declare const shortName: (path: string) => string;
export declare class Shape {
    static made: number;
    readonly sides: number;
    constructor(sides: number);
    describe(): string;
}
export declare class Square extends Shape {
    readonly width: number;
    constructor(width: number);
    get area(): number;
    describe(): string;
    static unit(): Square;
}
//# sourceMappingURL=corpus-helpers.test-support.d.ts.map