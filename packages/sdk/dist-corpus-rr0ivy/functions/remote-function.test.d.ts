export {};
//# sourceMappingURL=remote-function.test.d.ts.map