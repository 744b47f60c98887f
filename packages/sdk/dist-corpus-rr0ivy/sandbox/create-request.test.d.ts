export {};
//# sourceMappingURL=create-request.test.d.ts.map