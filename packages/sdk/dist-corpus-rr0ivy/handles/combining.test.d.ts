export {};
//# sourceMappingURL=combining.test.d.ts.map