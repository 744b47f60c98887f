export {};
//# sourceMappingURL=corpus.test.d.ts.map