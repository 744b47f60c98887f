export {};
//# sourceMappingURL=embedded-connection.test.d.ts.map