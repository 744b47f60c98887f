import { expect, test } from "vitest";

import type { SandboxSpec } from "../model/index.js";
import { refuseOversized } from "./refusals.js";

const spec = (memoryBytes: number): SandboxSpec => ({
  image: "builtin",
  command: [],
  environment: {},
  resources: { requests: { memoryBytes }, limits: {} },
  files: [],
  tags: [],
  maxLifetimeSeconds: 60,
  attachments: {},
});

test("a request above what the host has is refused by its field", () => {
  const host = { cpuMillicores: 2000, memoryBytes: 1024 };
  expect(() => refuseOversized(spec(1024), host)).not.toThrow();
  expect(() => refuseOversized(spec(1025), host)).toThrow(/resources\.requests\.memoryBytes is 1025.*1024/);
});
