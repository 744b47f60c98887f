export {};
//# sourceMappingURL=hostile.test.d.ts.map