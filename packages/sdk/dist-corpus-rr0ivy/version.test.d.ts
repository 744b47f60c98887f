export {};
//# sourceMappingURL=version.test.d.ts.map