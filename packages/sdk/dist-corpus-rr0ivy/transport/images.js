export {};
//# sourceMappingURL=images.js.map