import { runProgram } from "../../support/program.js";
import { startTestServer } from "../../support/test-server.js";

/** The program of a user who has nothing running yet: its first call starts the embedded server. */
const FIRST_CALL = `
  import { Session } from "cwsandbox";
  const base = 40;
  const started = performance.now();
  await using session = new Session();
  const answer = await session.function((x: number) => base + x).remote(2);
  if (answer !== 42) throw new Error("wrong answer");
  console.log(performance.now() - started);
`;

/** Milliseconds of a first call for which the server has to be started. */
export async function measureFirstCall(): Promise<number> {
  await using nobody = await startTestServer();
  await nobody.kill("SIGTERM");
  const environment = {
    CWSANDBOX_BASE_URL: "",
    CWSANDBOX_API_KEY: "",
    XDG_RUNTIME_DIR: nobody.directory,
    CWSANDBOX_SERVER_STATE_DIR: `${nobody.directory}/state`,
    CWSANDBOX_SERVER_IDLE_EXIT_SECONDS: "1",
  };
  const end = await runProgram(FIRST_CALL, environment);
  if (end.exitCode !== 0) throw new Error(`the first call failed:\n${end.stderr}`);
  return Number(end.stdout);
}
