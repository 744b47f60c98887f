export {};
//# sourceMappingURL=placement.test.d.ts.map