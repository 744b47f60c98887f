import type { AuthStrategy, hasAuthHeaders, WandbAuth } from "cwsandbox";
import {
  type AuthConfig,
  type AuthHeaders,
  type AuthProvider,
  type CallOptions,
  type ListRunnersOptions,
  type RemoteFunctionOptions,
  type SandboxConstructorOptions,
  type SandboxDefaultsOptions,
  type SandboxOptions,
  type SessionOptions,
  type WandbAuthOptions,
} from "cwsandbox";
import type { Accepts, Assert, Equal, Refuse } from "./assert.js";

/** How calls prove who is calling. */
export type Credentials = [
  Assert<Equal<typeof AuthStrategy.COREWEAVE_API_KEY, "coreweave_api_key">>,
  Assert<Accepts<"coreweave_api_key" | "wandb", AuthConfig>>,
  Refuse<Accepts<"bearer", AuthConfig>>,
  Assert<Accepts<WandbAuth, AuthConfig>>,
  Assert<Equal<ConstructorParameters<typeof WandbAuth>, [options?: WandbAuthOptions | undefined]>>,
  Assert<Equal<WandbAuth["entity"], string | undefined>>,
  Assert<Equal<WandbAuth["project"], string | undefined>>,
  Assert<Accepts<{ headers: { "x-token": string }; strategy: "mine" }, AuthConfig>>,
  Refuse<Accepts<{ headers: { "x-token": number }; strategy: "mine" }, AuthHeaders>>,
  Assert<Accepts<{ resolveAuth: () => Promise<AuthHeaders> }, AuthProvider>>,
  Refuse<Accepts<{ resolveAuth: () => string }, AuthProvider>>,
  Assert<Equal<ReturnType<typeof hasAuthHeaders>, boolean>>,
];

/** Where they are chosen. */
export type Places = [
  Assert<Accepts<{ auth: "wandb" }, SandboxConstructorOptions>>,
  Assert<Accepts<{ auth: "wandb" }, SandboxOptions>>,
  Assert<Accepts<{ auth: "wandb" }, SandboxDefaultsOptions>>,
  Assert<Accepts<{ auth: "wandb" }, SessionOptions>>,
  Assert<Accepts<{ auth: "wandb" }, CallOptions>>,
  Assert<Accepts<{ auth: null }, ListRunnersOptions>>,
  Assert<Equal<Extract<keyof RemoteFunctionOptions, "auth">, never>>,
];
