export {};
//# sourceMappingURL=container-option.test.d.ts.map