export {};
//# sourceMappingURL=defaults.test.d.ts.map