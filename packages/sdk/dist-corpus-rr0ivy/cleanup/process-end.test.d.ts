export {};
//# sourceMappingURL=process-end.test.d.ts.map