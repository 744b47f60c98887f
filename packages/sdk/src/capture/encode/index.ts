export { encodeBuiltinChanges } from "./builtin-changes.js";
export { settlePooledViews } from "./encode-binary.js";
export { encodeValue } from "./encode-value.js";
export { restorableEdits } from "./restorable-class.js";
export { refuseExchangedPrototypes } from "./exchanged-prototypes.js";
export { refuseStrayPrivate } from "./stray-private.js";
export { encodeWeakEntries } from "./weak-collections.js";
export { shareTemplates } from "./shared-templates.js";
