// One process makes a sandbox and ends; another finds it by its id, with its files, and stops it.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import { Sandbox } from "cwsandbox";

if (process.argv[2] === "create") {
  const sandbox = await Sandbox.run();
  await sandbox.writeFile("/tmp/note.txt", Buffer.from("left by another process"));
  console.log(sandbox.sandboxId);
} else {
  const self = fileURLToPath(import.meta.url);
  const id = execFileSync(process.execPath, [...process.execArgv, self, "create"], {
    encoding: "utf8",
  }).trim();

  await using sandbox = await Sandbox.fromId(id);
  const note = await sandbox.readFile("/tmp/note.txt");
  console.log(`${await sandbox.getStatus()}: ${new TextDecoder().decode(note)}`);
}
