export {};
//# sourceMappingURL=auth.test.d.ts.map