import { type ext, v1 } from "@cwsandbox/wire";
import type { CreateRequest } from "../transport/index.js";
type Partial<Message> = v1.DeepPartial<Message>;
/** The request in the shared contract. Options it cannot carry are left to {@link toCreateOptions}. */
export declare function toCreateRequest(request: CreateRequest): Partial<v1.CreateSandboxRequest>;
/** What the shared contract cannot carry, and the names of the options it comes from; empty when nothing does. */
export interface ExtensionOptions {
    readonly options: ext.DeepPartial<ext.CreateOptions>;
    /** Options of the user, for a refusal by name. */
    readonly names: readonly string[];
}
/** Collects the options that need the extension. */
export declare function toCreateOptions({ config, leaseId }: CreateRequest): ExtensionOptions;
export {};
//# sourceMappingURL=map-create.d.ts.map