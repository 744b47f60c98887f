export { bindSourceOf, launchCommand, rootDirectoryOf } from "./launch-command.js";
export type { RootPlan } from "./launch-command.js";
export { ensureLayerTemplate } from "./layer-template.js";
