/** Names of the options, for refusing others. */
export const IMAGE_OPTION_KEYS = ["baseUrl", "signal"];
export const IMPORT_OPTION_KEYS = [
    ...IMAGE_OPTION_KEYS,
    "reference",
    "content",
    "format",
];
//# sourceMappingURL=options.js.map