import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { toErrorRecord } from "./error-record.js";
import { writeFrame } from "./frame.js";
import { NotPlainError, toPlainData } from "./plain-data.js";

// Taken before the caller's code can replace them.
const exit = process.exit.bind(process);
const writeError = process.stderr.write.bind(process.stderr);
const files = { mkdirSync, renameSync, writeFileSync };

/** Ends the process with the one result of this call; whatever else is going on in it ends as well. */
export interface Outcome {
  readonly value: (value: unknown) => never;
  readonly thrown: (thrown: unknown) => never;
}

export function outcomeTo(resultPath: string): Outcome {
  const thrown = (error: unknown): never => {
    const record = toErrorRecord(error);
    writeRecord(resultPath, { outcome: "error", error: record });
    writeError(`EXCEPTION:${record.message}\n${record.stack}\n`);
    return exit(1);
  };
  return {
    thrown,
    value: (value) => {
      try {
        const data = toPlainData(value);
        const hasUndefined = data.specials.some(([, special]) => special === "undefined");
        writeRecord(resultPath, { outcome: "value", ...data }, hasUndefined);
      } catch (error) {
        if (!(error instanceof NotPlainError)) return thrown(error);
        const message = `return value is not JSON-serializable: ${error.message}`;
        writeRecord(resultPath, { outcome: "unserializable", message });
        writeError(`RESULT_SERIALIZATION_ERROR:TypeError:${message}\n`);
        return exit(1);
      }
      return exit(0);
    },
  };
}

/** A reader sees the whole file or none. */
function writeRecord(resultPath: string, record: object, undefinedAsNull = false): void {
  const bytes = writeFrame(record, undefinedAsNull);
  files.mkdirSync(dirname(resultPath), { recursive: true });
  files.writeFileSync(`${resultPath}.partial`, bytes);
  files.renameSync(`${resultPath}.partial`, resultPath);
}
