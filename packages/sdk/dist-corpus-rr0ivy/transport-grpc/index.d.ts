export { connectTo } from "./connect.js";
//# sourceMappingURL=index.d.ts.map