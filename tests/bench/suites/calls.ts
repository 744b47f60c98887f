import { setTimeout as sleep } from "node:timers/promises";

import { Session } from "cwsandbox";

import { runProgram } from "../../support/program.js";
import { startTestServer } from "../../support/test-server.js";
import { type Figure, figure } from "../figure.js";
import type { Floors } from "../floors.js";
import { measure } from "../statistics.js";

const ROUNDS = 500;
/** Between two warm calls: time to prepare the next sandbox, as a person or another program leaves it. */
const PAUSE_SECONDS = 0.1;

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

/** One call at a time: with no server, from a new client, and again and again from the same one. */
export async function measureCalls(floors: Floors): Promise<Figure[]> {
  const first = await measureFirstCalls(5);
  const base = 40;
  const call = async (session: Session): Promise<void> => {
    if ((await session.function((x: number) => base + x).remote(2)) !== 42) throw new Error("wrong answer");
  };
  const cold: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    await using server = await startTestServer();
    process.env["CWSANDBOX_BASE_URL"] = server.baseUrl;
    await using session = new Session();
    cold.push(await measure(() => call(session)));
  }
  await using server = await startTestServer();
  process.env["CWSANDBOX_BASE_URL"] = server.baseUrl;
  await using session = new Session();
  await call(session);
  const later: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await sleep(PAUSE_SECONDS * 1000);
    later.push(await measure(() => call(session)));
  }
  const docker =
    floors.dockerRun === null
      ? []
      : [figure({ name: "calls/docker-run", samples: [floors.dockerRun], floor: floors.bareNode })];
  return [
    figure({ name: "calls/first", samples: first, floor: floors.bareNode }),
    figure({ name: "calls/cold", samples: cold, floor: floors.bareNode }),
    figure({ name: "calls/warm", samples: later, floor: floors.parkedNode }),
    ...docker,
  ];
}

async function measureFirstCalls(rounds: number): Promise<number[]> {
  const samples: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
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
    samples.push(Number(end.stdout));
  }
  return samples;
}
