import type { Environment } from "../surroundings.js";
import type { Candidate, Lookups } from "./find-candidates.js";

/** Nobody waits longer for a proposal. */
const TIMEOUT_SECONDS = 3;

/** Sandboxes and images of the server in use. A server that is not there is not started for it. */
export function serverLookups(environment: Environment): Lookups {
  const images = (): Promise<readonly Candidate[]> => attempt(environment, listImageNames);
  const sandboxes = (): Promise<readonly Candidate[]> => attempt(environment, listSandboxIds);
  return {
    SANDBOX_ID: sandboxes,
    SOURCE: places(sandboxes),
    TARGET: places(sandboxes),
    REFERENCE: images,
    reference: images,
  };
}

/** Where a path on this machine can stand as well, the shell proposes those when there is no sandbox to name. */
function places(sandboxes: () => Promise<readonly Candidate[]>): () => Promise<readonly Candidate[]> {
  return async () =>
    (await sandboxes()).map(({ value, description }) => ({ value: `${value}:`, description }));
}

async function attempt(
  environment: Environment,
  find: () => Promise<readonly Candidate[]>,
): Promise<readonly Candidate[]> {
  try {
    return (await isServerThere(environment)) ? await find() : [];
  } catch {
    // A proposal that cannot be made is no error of the command line that is being typed.
    return [];
  }
}

async function isServerThere(environment: Environment): Promise<boolean> {
  const isElsewhere = ["CWSANDBOX_BASE_URL", "CWSANDBOX_API_KEY"].some(
    (name) => (environment[name] ?? "") !== "",
  );
  if (isElsewhere) return true;
  const { getEmbeddedServerStatus } = await import("cwsandbox");
  return (await getEmbeddedServerStatus()).running !== null;
}

async function listSandboxIds(): Promise<readonly Candidate[]> {
  const { Sandbox } = await import("cwsandbox");
  const sandboxes = await Sandbox.list({ timeoutSeconds: TIMEOUT_SECONDS });
  return sandboxes.map(({ sandboxId, status }) => ({ value: sandboxId ?? "", description: status ?? "" }));
}

async function listImageNames(): Promise<readonly Candidate[]> {
  const { listImages } = await import("cwsandbox");
  const images = await listImages({ signal: AbortSignal.timeout(TIMEOUT_SECONDS * 1000) });
  return images.map(({ reference }) => ({ value: reference, description: "" }));
}
