export {};
//# sourceMappingURL=server-address.test.d.ts.map