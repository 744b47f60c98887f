// npm run quickstart: from a fresh clone to functions running in sandboxes. Plain JavaScript
// without dependencies, because nothing is installed yet when it starts.
import process from "node:process";

import { root, runVisibly } from "./lib/command.mjs";
import { prepare } from "./lib/prepare.mjs";
import { main, Stop } from "./lib/steps.mjs";

main(async () => {
  console.log("Preparing this machine\n");
  await prepare();

  console.log("\nWhat this host can do (cwsandbox doctor)\n");
  const doctor = await runVisibly(process.execPath, ["packages/sdk/bin/cwsandbox.js", "doctor"]);
  if (doctor !== 0)
    throw new Stop("Sandboxes cannot run here yet: mend what is marked above, then run this again.");

  console.log("\nThe main job (examples/quickstart.ts)\n");
  process.exitCode = await runVisibly(process.execPath, ["--import", "tsx", "examples/quickstart.ts"], {
    cwd: root,
    env: { ...process.env, CWSANDBOX_BASE_URL: "", CWSANDBOX_API_KEY: "" },
  });
});
