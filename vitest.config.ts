import { defineConfig } from "vitest/config";

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
          name: "unit",
          include: ["packages/*/src/**/*.test.ts", "tests/bench/**/*.test.ts"],
          exclude: ["**/*.long.test.ts"],
          testTimeout: 30_000,
        },
      },
      { test: { name: "package", include: ["tests/package/**/*.test.ts"], testTimeout: 120_000 } },
      {
        test: {
          name: "host",
          include: ["tests/{engine-local,end-to-end,isolation,interop,examples,packed}/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // After the others: sandboxes are started by several files at once, and nothing else should be in their way.
          sequence: { groupOrder: 1 },
          maxWorkers: 3,
        },
      },
      {
        test: {
          name: "long",
          sequence: { groupOrder: 2 },
          include: ["tests/long/**/*.test.ts", "packages/*/src/**/*.long.test.ts"],
          testTimeout: 900_000,
        },
      },
    ],
  },
});
