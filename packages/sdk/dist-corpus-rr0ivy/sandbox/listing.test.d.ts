export {};
//# sourceMappingURL=listing.test.d.ts.map