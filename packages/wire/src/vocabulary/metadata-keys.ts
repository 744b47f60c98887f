/** Names of the call metadata both sides use; always in lower case. */
export const METADATA_KEY = {
  /** `Bearer` and the API key. */
  AUTHORIZATION: "authorization",
  /** API key of a Weights & Biases user, in place of ours. */
  WANDB_API_KEY: "x-wandb-api-key",
  /** Weights & Biases entity the call is made for. */
  WANDB_ENTITY: "x-entity-id",
  /** Weights & Biases project the call is made for. */
  WANDB_PROJECT: "x-project-name",
  /** Weights & Biases server, with its port if unusual; only sent when it is not the public one. */
  WANDB_HOST: "x-wandb-host",
  /** Version of the Weights & Biases library the caller runs. */
  WANDB_SDK_VERSION: "x-wandb-sdk-version",
  /** Trailer of a failed call: the details, as `encodeStatusDetails` makes them. */
  STATUS_DETAILS: "grpc-status-details-bin",
} as const;

/** What precedes the API key in the `authorization` entry, the space included. */
export const BEARER_PREFIX = "Bearer ";
