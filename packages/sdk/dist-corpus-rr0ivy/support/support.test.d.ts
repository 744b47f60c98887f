export {};
//# sourceMappingURL=support.test.d.ts.map