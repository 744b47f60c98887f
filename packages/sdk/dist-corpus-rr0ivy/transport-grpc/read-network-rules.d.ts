import { v1 } from "@cwsandbox/wire";
import type { EgressRule, IngressRule } from "../config/index.js";
/** A destination that is in force; null for one that this release does not understand. */
export declare function readEgressRule(rule: v1.EgressRule): EgressRule | null;
/** A source that is in force; null for one that this release does not understand. */
export declare function readIngressRule(rule: v1.IngressRule): IngressRule | null;
//# sourceMappingURL=read-network-rules.d.ts.map