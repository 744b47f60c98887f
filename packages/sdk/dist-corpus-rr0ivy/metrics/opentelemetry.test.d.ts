export {};
//# sourceMappingURL=opentelemetry.test.d.ts.map