import { defineConfig } from "vitest/config";

/** Unit tests sit beside the source; tests that need the real engine sit in `tests/` and have a project of their own. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["packages/*/src/**/*.test.ts"],
          environment: "node",
        },
      },
    ],
  },
});
