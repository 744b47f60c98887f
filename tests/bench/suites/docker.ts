import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { addProgram, makeRootFileSystem, packLayer } from "../../support/images.js";
import { sandboxNode } from "../floors/index.js";
import { repeat, type Series } from "../measure.js";

const execute = promisify(execFile);
const IMAGE = `cwsandbox-bench:${process.pid}`;
const RUN = ["run", "--rm", "--network", "none", "--pull", "never", IMAGE, "/bin/node", "-e", "0"];

/**
 * What a container per call costs elsewhere, with the Node that our sandboxes have, so that nothing has to be pulled;
 * undefined without an engine that answers.
 */
export async function repeatDockerRun(): Promise<Series | undefined> {
  const answers = await execute("docker", ["info"]).then(
    () => true,
    () => false,
  );
  if (!answers) return undefined;
  await importNode();
  try {
    return await repeat({ rounds: 20, limitSeconds: 15 }, () => execute("docker", RUN));
  } finally {
    await execute("docker", ["image", "rm", IMAGE]);
  }
}

async function importNode(): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), "cwsandbox-bench-"));
  try {
    const root = path.join(directory, "root");
    makeRootFileSystem(root);
    addProgram(root, sandboxNode());
    const archive = path.join(directory, "root.tar");
    packLayer(root, archive);
    await execute("docker", ["import", archive, IMAGE]);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
