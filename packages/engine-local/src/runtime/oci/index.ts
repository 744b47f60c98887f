export { ociProcess } from "./oci-process.js";
export { ociSpec } from "./oci-spec.js";
