import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { toErrorRecord } from "./error-record.js";
import { writeFrame } from "./frame.js";
import { type TellResult, unserializableText } from "./result-frame.js";

// Taken before the caller's code can replace them.
const exit = process.exit.bind(process);
const writeError = process.stderr.write.bind(process.stderr);
const files = { mkdirSync, renameSync, writeFileSync };

/** Ends the process with the one result of this call; whatever else is going on in it ends as well. */
export interface Outcome {
  readonly value: (value: unknown, tell: TellResult) => never;
  readonly thrown: (thrown: unknown) => never;
}

export function outcomeTo(resultPath: string): Outcome {
  const thrown = (error: unknown): never => {
    const record = toErrorRecord(error);
    writeRecord(resultPath, writeFrame({ outcome: "error", error: record }));
    writeError(`EXCEPTION:${record.message}\n${record.stack}\n`);
    return exit(1);
  };
  return {
    thrown,
    value: (value, tell) => {
      try {
        writeRecord(resultPath, tell(value));
      } catch (error) {
        const message = unserializableText(error);
        if (message === null) return thrown(error);
        writeRecord(resultPath, writeFrame({ outcome: "unserializable", message }));
        writeError(`RESULT_SERIALIZATION_ERROR:TypeError:${message}\n`);
        return exit(1);
      }
      return exit(0);
    },
  };
}

/** A reader sees the whole file or none. */
function writeRecord(resultPath: string, bytes: Uint8Array): void {
  files.mkdirSync(dirname(resultPath), { recursive: true });
  files.writeFileSync(`${resultPath}.partial`, bytes);
  files.renameSync(`${resultPath}.partial`, resultPath);
}
