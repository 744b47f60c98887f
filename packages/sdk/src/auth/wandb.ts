import { type AuthHeaders, readAuthHeaders, type WandbAuth } from "../config/index.js";
import { CWSandboxAuthenticationError } from "../errors/index.js";
import { VERSION } from "../version.js";
import { findNetrcPassword } from "./netrc.js";

/** The public service, by all its names. */
const PUBLIC_HOSTS: readonly string[] = ["api.wandb.ai", "wandb.ai"];

/**
 * Headers that carry the user's Weights & Biases key.
 *
 * @throws CWSandboxAuthenticationError when there is no key.
 */
export async function findWandbHeaders(auth: WandbAuth): Promise<AuthHeaders> {
  const host = ownHost();
  const headers = {
    "x-wandb-api-key": await findKey(host),
    ...ifSet("x-entity-id", auth.entity ?? variable("WANDB_ENTITY")),
    ...ifSet("x-project-name", auth.project ?? variable("WANDB_PROJECT")),
    ...ifSet("x-wandb-host", host),
    "x-wandb-sdk-version": VERSION,
    "x-cwsandbox-client-version": VERSION,
    "x-sandbox-integration": "js-sdk",
  };
  const checked = readAuthHeaders({ headers, strategy: "wandb" });
  if (typeof checked !== "string") return checked;
  throw new CWSandboxAuthenticationError(`The Weights & Biases credentials cannot be sent: ${checked}.`);
}

async function findKey(host: string | undefined): Promise<string> {
  const hosts = host === undefined ? PUBLIC_HOSTS : [host, host.replace(/:\d+$/, "")];
  const key = variable("WANDB_API_KEY") ?? (await findNetrcPassword(hosts));
  if (key !== undefined) return key;
  throw new CWSandboxAuthenticationError(
    `There is no Weights & Biases key: WANDB_API_KEY is not set, and the netrc file has no entry for ${hosts[0]}. ` +
      "Set the variable, or run `wandb login`.",
  );
}

/** The host of a server of one's own, with its port; undefined for the public service. */
function ownHost(): string | undefined {
  const address = variable("WANDB_BASE_URL");
  if (address === undefined) return undefined;
  if (!URL.canParse(address)) {
    throw new CWSandboxAuthenticationError(
      "WANDB_BASE_URL is no address. Write it like https://wandb.example.com.",
    );
  }
  const { host } = new URL(address);
  return PUBLIC_HOSTS.includes(host) ? undefined : host;
}

function variable(name: string): string | undefined {
  const value = process.env[name]?.trim() ?? "";
  return value === "" ? undefined : value;
}

function ifSet(name: string, value: string | undefined): Record<string, string> {
  return value === undefined ? {} : { [name]: value };
}
