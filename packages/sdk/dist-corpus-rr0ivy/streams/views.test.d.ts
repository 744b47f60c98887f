export {};
//# sourceMappingURL=views.test.d.ts.map