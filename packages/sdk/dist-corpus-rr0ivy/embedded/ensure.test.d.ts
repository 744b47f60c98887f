export {};
//# sourceMappingURL=ensure.test.d.ts.map