export {};
//# sourceMappingURL=session-defaults.js.map