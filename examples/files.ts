// Upload a program and its data, run it, download what it made.
import { Sandbox } from "cwsandbox";

await using sandbox = await Sandbox.run();

await sandbox.writeFile("/work/data.txt", Buffer.from("three\none\ntwo\n"));
await sandbox.writeFile("/work/sort.sh", Buffer.from("sort /work/data.txt > /work/sorted.txt\n"));
await sandbox.exec(["sh", "/work/sort.sh"], { check: true });

const sorted = await sandbox.readFile("/work/sorted.txt");
process.stdout.write(new TextDecoder().decode(sorted));
