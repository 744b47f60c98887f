import { type RemoteOptions } from "./remote.js";
/** Ends a sandbox at once, by id. */
export declare function deleteSandbox(sandboxId: string, missingOk: boolean, options: RemoteOptions): Promise<void>;
//# sourceMappingURL=delete.d.ts.map