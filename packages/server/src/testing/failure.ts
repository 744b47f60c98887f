import { decodeStatusDetails, METADATA_KEY, type StatusDetails } from "@cwsandbox/wire";
import { ClientError } from "nice-grpc";

/** How a call failed. */
export interface Failure extends Partial<StatusDetails> {
  readonly code: number;
  readonly message: string;
  /** `field: description` of each wrong field. */
  readonly fields: readonly string[];
}

/** Runs a call that must fail, and tells how it did. */
export async function failureOf(call: (onTrailer: TrailerOption) => Promise<unknown>): Promise<Failure> {
  let details: StatusDetails | undefined;
  const onTrailer: TrailerOption = {
    onTrailer(trailer) {
      const bytes = trailer.get(METADATA_KEY.STATUS_DETAILS);
      if (bytes !== undefined) details = decodeStatusDetails(bytes);
    },
  };
  try {
    await call(onTrailer);
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    const fields = (details?.fieldViolations ?? []).map(({ field }) => field);
    return { ...details, code: error.code, message: error.details, fields };
  }
  throw new Error("the call should have failed");
}

type TrailerOption = {
  onTrailer(trailer: { get(key: typeof METADATA_KEY.STATUS_DETAILS): Uint8Array | undefined }): void;
};
