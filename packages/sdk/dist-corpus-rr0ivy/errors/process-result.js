export {};
//# sourceMappingURL=process-result.js.map