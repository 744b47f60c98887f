import { ext, v1 } from "@cwsandbox/wire";
import type { SandboxConfig } from "../config/index.js";
import type { CallRequest } from "../transport/index.js";
import { toCreateOptions, toCreateRequest } from "./map-create.js";

/** The sandbox of a call, in the bytes that describe it. */
export interface WantedSandbox {
  readonly request: Uint8Array;
  readonly options: Uint8Array;
  /** Options of the user that need the extension, for a refusal by name. */
  readonly names: readonly string[];
}

/** Describes the sandboxes of calls; those of one configuration are described once. */
export class WantedSandboxes {
  readonly #known = new WeakMap<SandboxConfig, { readonly image: string; readonly wanted: WantedSandbox }>();

  describe(sandbox: CallRequest["sandbox"]): WantedSandbox {
    const { config, image } = sandbox;
    const known = this.#known.get(config);
    if (known?.image === image) return known.wanted;
    const wanted = describe(sandbox);
    this.#known.set(config, { image, wanted });
    return wanted;
  }
}

/** A call goes where its configuration says first, and is never repeated, so it has no request id. */
function describe(sandbox: CallRequest["sandbox"]): WantedSandbox {
  const create = { ...sandbox, placement: sandbox.config.placement.first, requestId: "" };
  const { names, options } = toCreateOptions(create);
  const request = v1.CreateSandboxRequest.create(toCreateRequest(create));
  return {
    request: v1.CreateSandboxRequest.encode(request).finish(),
    options: ext.CreateOptions.encode(ext.CreateOptions.create(options)).finish(),
    names,
  };
}
