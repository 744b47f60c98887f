export {};
//# sourceMappingURL=corpus-program.test-support.d.ts.map