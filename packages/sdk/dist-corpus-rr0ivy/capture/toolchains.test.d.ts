export {};
//# sourceMappingURL=toolchains.test.d.ts.map