export {};
//# sourceMappingURL=operation-ref.test.d.ts.map