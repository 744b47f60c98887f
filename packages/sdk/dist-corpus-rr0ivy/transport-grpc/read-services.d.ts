import { v1 } from "@cwsandbox/wire";
import type { ReportedService } from "../transport/index.js";
/** Ports in the words of this package. The address of a passthrough means something only before the end. */
export declare function readServices({ services, state }: v1.SandboxStatus): readonly ReportedService[];
//# sourceMappingURL=read-services.d.ts.map