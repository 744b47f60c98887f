export {};
//# sourceMappingURL=map-stream.test.d.ts.map