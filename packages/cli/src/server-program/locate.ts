import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { CommandError } from "../output/index.js";

const require = createRequire(import.meta.url);

/**
 * Path of the script that starts the server inside the namespaces it needs.
 *
 * @throws CommandError when the server's package is not installed.
 */
export function serverScript(): string {
  try {
    const manifest = require.resolve("@cwsandbox/server/package.json");
    return join(dirname(manifest), "bin", "cwsandbox-server");
  } catch (cause) {
    throw new CommandError(
      "The package @cwsandbox/server is not installed, so there is no server to start.",
      {
        hint: "npm install @cwsandbox/server",
        cause,
      },
    );
  }
}
