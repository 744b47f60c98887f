export { type LocalTerminal, processTerminal } from "./local-terminal.js";
export { carryTerminal } from "./carry-terminal.js";
