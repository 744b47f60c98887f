export {};
//# sourceMappingURL=discovery.test.d.ts.map