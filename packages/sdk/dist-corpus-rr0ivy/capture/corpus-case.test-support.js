export {};
//# sourceMappingURL=corpus-case.test-support.js.map