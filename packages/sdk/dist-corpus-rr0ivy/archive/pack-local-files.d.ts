import type { LocalTree } from "./find-local-files.js";
/** The tar archive of local files, made while it is read. `onBytes` is told about content that went into it. */
export declare function packLocalFiles({ entries }: LocalTree, onBytes: (bytes: number) => void): AsyncGenerator<Uint8Array, void>;
//# sourceMappingURL=pack-local-files.d.ts.map