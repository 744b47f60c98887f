// Output arrives while the command runs.
import { Sandbox } from "cwsandbox";

await using sandbox = await Sandbox.run();
const command = sandbox.exec([
  "sh",
  "-c",
  "for n in 1 2 3; do echo line $n; sleep 0.3; done; echo warning >&2",
]);

for await (const piece of command.stdout) process.stdout.write(`received: ${piece}`);

const { returncode, stderr } = await command;
console.log(`ended with ${returncode}, said on stderr: ${stderr.trim()}`);
