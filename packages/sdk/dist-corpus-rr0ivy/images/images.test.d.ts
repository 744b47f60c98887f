export {};
//# sourceMappingURL=images.test.d.ts.map