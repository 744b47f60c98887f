import { type v1 } from "@cwsandbox/wire";
import type { SandboxConfig } from "../config/index.js";
type Partial<Message> = v1.DeepPartial<Message>;
/** The containers of a sandbox: those the caller described, else the ordinary single one with this image. */
export declare function toContainers(config: SandboxConfig, image: string): Partial<v1.Container>[];
export {};
//# sourceMappingURL=map-containers.d.ts.map