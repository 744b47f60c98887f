export {};
//# sourceMappingURL=server-control.test.d.ts.map