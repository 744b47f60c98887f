export { encodeCommand } from "./messages.js";
export { startCommand } from "./started-command.js";
export { closeStarter, starterOf } from "./starters.js";
export type { Starters } from "./starters.js";
