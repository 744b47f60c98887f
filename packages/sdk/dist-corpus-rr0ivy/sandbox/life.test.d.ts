export {};
//# sourceMappingURL=life.test.d.ts.map