import { defineConfig } from "vitest/config";

/**
 * How long `expect.poll` asks for what a container, a program or a server still has to do. A busy machine may
 * take most of it; what happens sooner is seen sooner. The limits of tests and hooks leave room for it.
 */
const PATIENCE = { expect: { poll: { timeout: 60_000 } }, testTimeout: 300_000, hookTimeout: 300_000 };

/**
 * `unit`: beside the source, no engine, offline. `package`: the repository itself (borders, README).
 * `host`: real sandboxes; needs what `npm test` installs and runs inside the engine's namespaces.
 * `long`: tests that mostly wait; `npm run test:long`.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...PATIENCE,
          name: "unit",
          include: ["packages/*/src/**/*.test.ts", "tests/bench/**/*.test.ts"],
          exclude: ["**/*.long.test.ts"],
        },
      },
      { test: { ...PATIENCE, name: "package", include: ["tests/package/**/*.test.ts"] } },
      {
        test: {
          ...PATIENCE,
          name: "host",
          include: ["tests/{engine-local,end-to-end,isolation,interop,examples,packed}/**/*.test.ts"],
          // After the others: sandboxes are started by several files at once, and nothing else should be in their way.
          sequence: { groupOrder: 1 },
          maxWorkers: 3,
        },
      },
      {
        test: {
          ...PATIENCE,
          name: "long",
          sequence: { groupOrder: 2 },
          include: ["tests/long/**/*.test.ts", "packages/*/src/**/*.long.test.ts"],
          testTimeout: 900_000,
        },
      },
    ],
  },
});
