export { connectTo } from "./connect.js";
//# sourceMappingURL=index.js.map