export { createFakeEngine } from "./fake-engine.js";
export type { FakeFileSystem } from "./file-system.js";
export type { FakeCommand, FakeCommandContext, FakeEngineOptions, FakeStep } from "./options.js";
