export { connectTo } from "./connect.js";
