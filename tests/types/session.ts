import type { Sandbox } from "cwsandbox";
import {
  type FunctionExplanation,
  type OperationRef,
  type SandboxDefaults,
  type SandboxDefaultsOptions,
  type SandboxOptions,
  Session,
  type SessionAttachOptions,
  type SessionDefaults,
  type SessionListOptions,
} from "cwsandbox";
import type { Accepts, Assert, Equal, Refuse } from "./assert.js";

export async function lives(): Promise<number> {
  await using session = new Session({ tags: ["a"], maxLifetimeSeconds: 60 });
  const [first] = await session.list({ adopt: true });
  session.adopt(first ?? session.sandbox({ containerImage: "app:1" }));
  return session.sandboxCount;
}

/** Sessions and their defaults. */
export type Sessions = [
  Assert<Accepts<SandboxDefaults, SessionDefaults>>,
  Assert<Accepts<SandboxDefaultsOptions, SessionDefaults>>,
  Assert<Equal<Parameters<Session["sandbox"]>, [options?: SandboxOptions | undefined]>>,
  Assert<Equal<ReturnType<Session["sandbox"]>, Sandbox>>,
  Refuse<Accepts<{ maxLifetimeSeconds: "1" }, SandboxDefaultsOptions>>,
  Assert<Equal<Parameters<Session["list"]>, [options?: SessionListOptions | undefined]>>,
  Assert<Equal<ReturnType<Session["list"]>, OperationRef<Sandbox[]>>>,
  Assert<
    Equal<Parameters<Session["fromId"]>, [sandboxId: string, options?: SessionAttachOptions | undefined]>
  >,
  Assert<Equal<ReturnType<Session["fromId"]>, OperationRef<Sandbox>>>,
  Assert<Equal<Parameters<Session["adopt"]>, [sandbox: Sandbox]>>,
  Assert<Equal<ReturnType<Session["explain"]>, FunctionExplanation>>,
  Assert<Equal<Session["sandboxCount"], number>>,
  Assert<Equal<ReturnType<Session["close"]>, OperationRef<void>>>,
  Assert<Accepts<Session, AsyncDisposable>>,
  Assert<Equal<ReturnType<typeof SandboxDefaults.fromDict>, SandboxDefaults>>,
  Assert<Equal<ReturnType<SandboxDefaults["mergeTags"]>, readonly string[]>>,
  Assert<Equal<ReturnType<SandboxDefaults["mergeEnvironmentVariables"]>, Readonly<Record<string, string>>>>,
  Assert<Equal<ReturnType<SandboxDefaults["mergeAnnotations"]>, Readonly<Record<string, string>>>>,
  Assert<Equal<Parameters<SandboxDefaults["withOverrides"]>, [changes: SandboxDefaultsOptions]>>,
  Assert<Equal<ReturnType<SandboxDefaults["withOverrides"]>, SandboxDefaults>>,
];
