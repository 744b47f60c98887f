import { type ErrorRecord, toErrorRecord } from "./error-record.js";
import { writeFrame } from "./frame.js";
import { writeError } from "./output.js";
import { type TellResult, unserializableText } from "./result-frame.js";

/** Ends the process with the one result of this call; whatever else is going on in it ends as well. */
export interface Outcome {
  readonly value: (value: unknown, tell: TellResult) => void;
  readonly thrown: (thrown: unknown) => void;
}

/** Takes the one result, the parts of a frame. */
export type Report = (parts: readonly Uint8Array[]) => void;

/** @param exit - Ends the process. */
export function outcomeTo(report: Report, exit: (code: number) => void): Outcome {
  const thrown = (error: unknown): void => {
    const record = recordOf(error);
    report(writeFrame({ outcome: "error", error: record }));
    writeError(`EXCEPTION:${record.message}\n${record.stack}\n`);
    exit(1);
  };
  return {
    thrown,
    value: (value, tell) => {
      try {
        report(tell(value));
      } catch (error) {
        const message = unserializableText(error);
        if (message === null) {
          thrown(error);
          return;
        }
        report(writeFrame({ outcome: "unserializable", message }));
        writeError(`RESULT_SERIALIZATION_ERROR:TypeError:${message}\n`);
        exit(1);
        return;
      }
      exit(0);
    },
  };
}

/** Whoever has replaced what describing needs still hears that something was thrown. */
function recordOf(error: unknown): ErrorRecord {
  try {
    return toErrorRecord(error);
  } catch {
    const message = "The function threw something that cannot be described any more.";
    return { name: null, message, stack: message, properties: {} };
  }
}
