export {};
//# sourceMappingURL=terminal.test.d.ts.map