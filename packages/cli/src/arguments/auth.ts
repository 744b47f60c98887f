import { InvalidArgumentError, Option } from "commander";

const AUTH_STRATEGIES = ["coreweave_api_key", "wandb"] as const;

/** Which credentials are sent. */
export type Auth = (typeof AUTH_STRATEGIES)[number];

/** The `--auth` option of the program, in any letter case; `CWSANDBOX_AUTH` sets it as well. */
export function authOption(): Option {
  return new Option("--auth <strategy>", "credentials to send (default: CWSANDBOX_API_KEY, if it is set)")
    .choices(AUTH_STRATEGIES)
    .argParser(readAuth)
    .env("CWSANDBOX_AUTH");
}

/**
 * An empty text, as an unset variable often is, chooses nothing.
 *
 * @throws InvalidArgumentError for a text that is no strategy.
 */
export function readAuth(text: string): Auth | undefined {
  const strategy = AUTH_STRATEGIES.find((candidate) => candidate === text.toLowerCase());
  if (strategy !== undefined || text === "") return strategy;
  throw new InvalidArgumentError(`Allowed choices are ${AUTH_STRATEGIES.join(", ")}.`);
}
