import { type AuthConfig, type AuthHeaders, type AuthStrategy, hasAuthHeaders, WandbAuth } from "cwsandbox";
import type { Accepts, Assert, Equal, Refuse } from "./assert.js";

const named = new WandbAuth({ entity: "team", project: null });
const proven = hasAuthHeaders({ headers: { authorization: "Bearer key" }, strategy: "mine" });

/** Ways to say who is calling. */
export type Credentials = [
  Assert<Equal<typeof named.entity, string | undefined>>,
  Assert<Equal<typeof proven, boolean>>,
  Assert<Equal<AuthStrategy, "coreweave_api_key" | "wandb">>,
  Assert<Accepts<WandbAuth, AuthConfig>>,
  Assert<Accepts<AuthHeaders, AuthConfig>>,
  Assert<Accepts<{ resolveAuth: () => Promise<AuthHeaders> }, AuthConfig>>,
  Refuse<Accepts<{ headers: { authorization: 1 }; strategy: "mine" }, AuthConfig>>,
];
