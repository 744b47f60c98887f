#!/usr/bin/env node
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const COMMAND_LINE_PACKAGE = "@cwsandbox/cli";

/**
 * The command line is a package of its own. It is looked for beside this one first, then where the user stands,
 * because some package managers show a package only to whoever asked for it.
 */
function findCommandLine() {
  for (const origin of [import.meta.url, join(process.cwd(), "program.js")]) {
    try {
      return createRequire(origin).resolve(COMMAND_LINE_PACKAGE);
    } catch {
      continue;
    }
  }
  return null;
}

const found = findCommandLine();
if (found === null) {
  process.stderr.write(
    `Error: the command line is not installed. Run \`npm install ${COMMAND_LINE_PACKAGE}\`.\n`,
  );
  process.exitCode = 1;
} else {
  const { main } = await import(pathToFileURL(found).href);
  process.exitCode = await main(process.argv.slice(2));
}
