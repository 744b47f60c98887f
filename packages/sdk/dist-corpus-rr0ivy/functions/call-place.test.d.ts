export {};
//# sourceMappingURL=call-place.test.d.ts.map