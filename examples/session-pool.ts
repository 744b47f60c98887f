// Five sandboxes with shared defaults work at the same time; all are gone when the scope ends.
import { results, Session } from "cwsandbox";

await using session = new Session({ tags: ["pool"], environmentVariables: { GREETING: "hello" } });

const sandboxes = Array.from({ length: 5 }, (_, index) =>
  session.sandbox({ environmentVariables: { INDEX: String(index) } }),
);
const processes = sandboxes.map((sandbox) =>
  sandbox.exec(["sh", "-c", 'echo "$GREETING from $INDEX"'], { check: true }),
);

for (const { stdout } of await results(processes)) process.stdout.write(stdout);
