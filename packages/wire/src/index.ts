/**
 * The gRPC contract: generated messages and service definitions, grouped by `.proto` file, and the
 * words both sides must agree on.
 *
 * Enum fields are typed with the known values plus `UNRECOGNIZED`, but a number that this release
 * does not know is kept as it is when decoded. So never treat a switch over an enum as complete.
 */
export * as v1 from "./gen/coreweave/sandbox/v1/sandbox.js";
export * as v1DataPlane from "./gen/coreweave/sandbox/v1/sandbox_data_plane.js";
export * as v1Discovery from "./gen/coreweave/sandbox/v1/discovery.js";
export * as v1RuntimeClass from "./gen/coreweave/sandbox/v1/runtime_class.js";
export * as v1Settings from "./gen/coreweave/sandbox/v1/settings.js";
export * as v1Templates from "./gen/coreweave/sandbox/v1/sandbox_template.js";
export * as v1Volumes from "./gen/coreweave/sandbox/v1/volume.js";
export * as ext from "./namespaces/ext.js";
export * as rpc from "./namespaces/rpc.js";
export * as health from "./gen/grpc/health/v1/health.js";
