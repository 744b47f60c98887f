export { encodeCommand } from "./messages.js";
export { startCommand } from "./started-command.js";
export { closeStarter, endLeftoverStarter, starterOf } from "./starters.js";
export type { Starters } from "./starters.js";
