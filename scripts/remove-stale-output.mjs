// Part of npm run build: removes from every dist what was compiled from a source that is gone, so that it is
// neither found by an import nor published.
import { existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";

import { root } from "./lib/command.mjs";

const COMPILED = /\.(?:d\.ts|js)(?:\.map)?$/;

for (const name of readdirSync(path.join(root, "packages"))) {
  const [source, output] = ["src", "dist"].map((folder) => path.join(root, "packages", name, folder));
  if (!existsSync(output)) continue;
  for (const file of readdirSync(output, { recursive: true }).filter((entry) => COMPILED.test(entry))) {
    if (!existsSync(path.join(source, file.replace(COMPILED, ".ts")))) rmSync(path.join(output, file));
  }
}
