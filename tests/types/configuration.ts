import type {
  disableSignalHandlers,
  getEmbeddedServerStatus,
  importImage,
  listImages,
  removeImage,
  SandboxStatus,
  Serialization,
  setAuthMode,
  stopEmbeddedServer,
  VERSION,
} from "cwsandbox";
import {
  type AuthCallback,
  type EmbeddedServerStatus,
  type GpuInput,
  type ImportImageOptions,
  type MountedFilesInput,
  type ResourceInput,
  type SandboxDefaultsOptions,
  type SandboxOptions,
  type SecretInput,
  type StoredImage,
} from "cwsandbox";
import type { Accepts, Assert, Equal, Refuse } from "./assert.js";

/** What sandboxes are made of. */
export type Options = [
  Assert<Accepts<{ cpu: "1"; memory: "1Gi"; gpu: 1 }, ResourceInput>>,
  Assert<Accepts<{ requests: { cpu: "500m" }; limits: { cpu: "1" } }, ResourceInput>>,
  Refuse<Accepts<{ cpu: 1 }, ResourceInput>>,
  Assert<Accepts<{ count: 1; type: "A100"; memory_gb: 80 }, GpuInput>>,
  Assert<Accepts<{ "/etc/a": "text"; "/etc/b": Uint8Array }, MountedFilesInput>>,
  Assert<Accepts<[{ mountPath: "/a"; fileContent: "text" }], MountedFilesInput>>,
  Refuse<Accepts<[{ mountPath: "/a" }], MountedFilesInput>>,
  Assert<Accepts<{ store: "vault"; name: "key" }, SecretInput>>,
  Refuse<Accepts<{ name: "key" }, SecretInput>>,
  Assert<Accepts<{ tags: null; args: undefined }, SandboxOptions>>,
  Refuse<Accepts<{ tags: "one" }, SandboxOptions>>,
  Assert<Accepts<{ environmentVariables: Record<string, string> }, SandboxDefaultsOptions>>,
  Assert<Equal<typeof SandboxStatus.RUNNING, "running">>,
  Assert<Accepts<"running", SandboxStatus>>,
  Refuse<Accepts<"sleeping", SandboxStatus>>,
  Assert<Equal<typeof Serialization.JSON, "json">>,
];

/** Functions beside sessions and sandboxes. */
export type Functions = [
  Assert<Equal<Parameters<typeof setAuthMode>, [name: string, callback: AuthCallback]>>,
  Assert<Equal<ReturnType<typeof setAuthMode>, void>>,
  Assert<Equal<ReturnType<typeof disableSignalHandlers>, void>>,
  Assert<Equal<Parameters<typeof importImage>, [options: ImportImageOptions]>>,
  Assert<Equal<ReturnType<typeof importImage>, Promise<StoredImage>>>,
  Assert<Equal<ReturnType<typeof listImages>, Promise<readonly StoredImage[]>>>,
  Assert<Equal<Parameters<typeof removeImage>[0], string>>,
  Assert<Equal<ReturnType<typeof stopEmbeddedServer>, Promise<boolean>>>,
  Assert<Equal<ReturnType<typeof getEmbeddedServerStatus>, Promise<EmbeddedServerStatus>>>,
  Assert<Accepts<typeof VERSION, string>>,
];
