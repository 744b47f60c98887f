export {};
//# sourceMappingURL=structured.test.d.ts.map