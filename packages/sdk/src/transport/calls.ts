import type { CallLanguage, CreateRequest } from "./requests.js";
import type { SandboxReport } from "./report.js";

/** A function call in a sandbox of its own. */
export interface CallRequest {
  /** Names the runner, which understands the payload. */
  readonly language: CallLanguage;
  /** The sandbox it wants. */
  readonly sandbox: Pick<CreateRequest, "config" | "image">;
  /** Asked for when the server has room for the call. In parts, so that large ones need not be copied into one block. */
  readonly payload: () => readonly Uint8Array[];
}

/** What the server tells about a call, in order. */
export type CallEvent =
  /** There is a sandbox, which still starts. */
  | { readonly kind: "accepted"; readonly report: SandboxReport }
  /** The function runs. */
  | { readonly kind: "started"; readonly report: SandboxReport }
  | { readonly kind: "output"; readonly stream: "stdout" | "stderr"; readonly bytes: Uint8Array }
  /** A piece of the result. */
  | { readonly kind: "result"; readonly bytes: Uint8Array };

/** How a call ended. Its sandbox is gone in either case. */
export type CallEnd =
  /** The function's process has ended; the pieces of its result are only of use when they make a whole one. */
  | {
      readonly kind: "exited";
      readonly exitCode: number;
      readonly hasResult: boolean;
      /** Whether the kernel killed it because its sandbox was out of memory. */
      readonly outOfMemory: boolean;
      readonly report: SandboxReport;
    }
  /** The sandbox could not be started, or was ended while the function ran. */
  | { readonly kind: "sandbox-ended"; readonly report: SandboxReport };
