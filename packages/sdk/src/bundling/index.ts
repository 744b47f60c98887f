export { bundleReferences } from "./bundle.js";
