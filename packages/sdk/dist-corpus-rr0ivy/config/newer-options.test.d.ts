export {};
//# sourceMappingURL=newer-options.test.d.ts.map