import { FunctionSerializationError } from "../errors/index.js";
import { MAX_PAYLOAD_BYTES } from "./options.js";

/** Refuses a call with more bytes than one carries; there may be more of them than are known by now. */
export function checkPayloadSize(functionName: string, sizeBytes: number): void {
  if (sizeBytes <= MAX_PAYLOAD_BYTES) return;
  throw new FunctionSerializationError(
    `The arguments and variables of function '${functionName}' have ${sizeBytes} bytes together, and a call carries ` +
      `at most ${MAX_PAYLOAD_BYTES}. Pass less, or mount the data as a file or write it to a sandbox of your own.`,
  );
}
