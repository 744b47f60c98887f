export {};
//# sourceMappingURL=metrics.test.d.ts.map