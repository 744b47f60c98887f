export { imageSpecifier } from "./image-packages.js";
export { loadUntouched, moduleKey } from "./load-untouched.js";
export { accessorCode, lockOf, natureOf, visitMembers } from "./members.js";
export type { ImportedExports, PackageExport } from "./package-exports.js";
export { fileOf, importedFile, isInstalledPackage, isLinkedPackage, packageNameOf } from "./package-place.js";
export { isSameReference, referenceKey, type PackageReference } from "./package-reference.js";
export type { UntouchedMember, UntouchedModule, UntouchedObject } from "./untouched.js";
export { Watch } from "./watch.js";
