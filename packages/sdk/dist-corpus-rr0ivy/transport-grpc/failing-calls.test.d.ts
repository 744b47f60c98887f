export {};
//# sourceMappingURL=failing-calls.test.d.ts.map