// A conversation with a command through its standard input.
import { Sandbox } from "cwsandbox";

await using sandbox = await Sandbox.run();
const sort = sandbox.exec(["sort"], { stdin: true });
if (sort.stdin === null) throw new Error("started with stdin, so there is a writer");

for (const fruit of ["banana", "apple", "cherry"]) await sort.stdin.writeline(fruit);
await sort.stdin.close();

console.log((await sort).stdout.trim().split("\n").join(", "));
