import { v1 } from "@cwsandbox/wire";
import type { EgressRule, IngressRule } from "../config/index.js";
type Partial<Message> = v1.DeepPartial<Message>;
/** A destination in the contract's words. */
export declare function toEgressRule(rule: EgressRule): Partial<v1.EgressRule>;
/** A source in the contract's words. */
export declare function toIngressRule(rule: IngressRule): Partial<v1.IngressRule>;
export {};
//# sourceMappingURL=map-network-rules.d.ts.map