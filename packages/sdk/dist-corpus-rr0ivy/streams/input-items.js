export {};
//# sourceMappingURL=input-items.js.map