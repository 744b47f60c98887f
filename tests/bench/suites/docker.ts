import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { repeat, type Series } from "../measure.js";

const execute = promisify(execFile);
const RUN = "run --rm --network none --pull never node:24 node -e 0".split(" ");

/** What a container per call costs elsewhere; undefined without an engine that answers and has the image. */
export async function repeatDockerRun(): Promise<Series | undefined> {
  const run = (): Promise<unknown> => execute("docker", RUN);
  const answers = await run().then(
    () => true,
    () => false,
  );
  return answers ? repeat({ rounds: 20, limitSeconds: 15 }, run) : undefined;
}
