/*
 * Ordinary objects and lists inside one another, written as one flat list. Captured calls and results have it alike, so
 * both the runner and its caller take it from here.
 */
export { type Open, openList, openRecord } from "./open.js";
export { Parts } from "./parts.js";
export { Shapes } from "./shapes.js";
export { ShortForm } from "./short-form.js";
export { STEP } from "./step.js";
