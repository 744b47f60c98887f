import { type ListOptions } from "../config/index.js";
import { SandboxCore } from "./core.js";
import { type RemoteOptions } from "./remote.js";
/** Finds sandboxes, all pages within one limit. */
export declare function listCores(filter: ListOptions, options: RemoteOptions): Promise<SandboxCore[]>;
//# sourceMappingURL=list.d.ts.map