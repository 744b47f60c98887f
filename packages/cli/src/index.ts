export { type CommandDescription, describeCommands } from "./describe-commands.js";
export { main } from "./main.js";
export type { Surroundings } from "./surroundings.js";
export type { TextOutput } from "./output/index.js";
