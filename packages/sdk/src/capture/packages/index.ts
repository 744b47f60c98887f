export { imageSpecifier } from "./image-packages.js";
export { fileOf, importedFile, isInstalledPackage, isLinkedPackage, packageNameOf } from "./package-place.js";
export { referenceKey, type PackageReference } from "./package-reference.js";
