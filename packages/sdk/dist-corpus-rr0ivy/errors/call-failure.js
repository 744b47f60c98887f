export {};
//# sourceMappingURL=call-failure.js.map