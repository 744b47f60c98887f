export {};
//# sourceMappingURL=error-table.test.d.ts.map