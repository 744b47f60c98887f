export {};
//# sourceMappingURL=auth-headers.js.map