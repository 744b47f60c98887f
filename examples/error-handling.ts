// What goes wrong, and the class that says so.
import {
  Sandbox,
  SandboxExecutionError,
  SandboxFileError,
  SandboxNotFoundError,
  SandboxTimeoutError,
  Session,
} from "cwsandbox";

await using session = new Session();
const sandbox = session.sandbox();

const unchecked = await sandbox.exec(["sh", "-c", "exit 42"]);
console.log(`an exit code is a result: ${unchecked.returncode}`);

async function expectError(what: string, work: () => PromiseLike<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof SandboxTimeoutError) console.log(`${what}: time limit`);
    else if (error instanceof SandboxExecutionError) {
      console.log(`${what}: ${error.exceptionType ?? `exit code ${error.execResult?.returncode}`}`);
    } else if (error instanceof SandboxFileError)
      console.log(`${what}: ${error.reason} for ${error.filepath}`);
    else if (error instanceof SandboxNotFoundError) console.log(`${what}: no sandbox ${error.sandboxId}`);
    else throw error;
  }
}

await expectError("checked command", () => sandbox.exec(["sh", "-c", "exit 42"], { check: true }));
await expectError("slow command", () => sandbox.exec(["sleep", "10"], { timeoutSeconds: 1 }));
await expectError("missing file", () => sandbox.readFile("/nope"));
await expectError("unknown sandbox", () => Sandbox.fromId("nope"));

const parse = session.function((text: string) => JSON.parse(text) as { ok: boolean });
await expectError("function", () => parse.remote("{ not json"));
await Sandbox.delete("nope", { missingOk: true });
