export { capabilityBits } from "./capability-bits.js";
export { ociProcess } from "./oci-process.js";
export { ociSpec } from "./oci-spec.js";
export { seccompProfile } from "./seccomp.js";
export type { OciProcess } from "./oci-types.js";
