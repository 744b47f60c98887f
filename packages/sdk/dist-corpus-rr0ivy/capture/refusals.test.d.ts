export {};
//# sourceMappingURL=refusals.test.d.ts.map