export { ociProcess } from "./oci-process.js";
export { ociSpec } from "./oci-spec.js";
export type { SpecHost } from "./oci-spec.js";
