export {};
//# sourceMappingURL=follow-log.test.d.ts.map