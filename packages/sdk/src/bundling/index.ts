export { type BundleRequest, bundleReferences } from "./bundle.js";
