import { readFileSync } from "node:fs";
import { announceExit, sendResult, waitForPayload } from "./channel.js";
import { outcomeTo, type Report } from "./outcome.js";
import { printAtOnce } from "./output.js";
import { rehearse } from "./rehearse.js";
import { writeResultFile } from "./result-file.js";
import { runCall } from "./run-call.js";

/** Makes the one call of this process and ends it with the outcome. */
function serve(readPayload: () => Buffer, report: Report): void {
  const outcome = outcomeTo(report);
  process.on("uncaughtException", outcome.thrown);
  process.on("unhandledRejection", outcome.thrown);
  process.once("beforeExit", () => {
    outcome.thrown(new Error("The function's promise never settles: nothing is left that could settle it."));
  });
  Promise.resolve()
    .then(readPayload)
    .then(runCall)
    .then(({ value, tell }) => outcome.value(value, tell), outcome.thrown);
}

/** Booted ahead of time, with nothing of any caller inside. */
async function park(): Promise<void> {
  await rehearse();
  const payload = waitForPayload();
  if (payload === null) process.exit(0);
  announceExit();
  serve(() => payload, sendResult);
}

const [first, resultPath] = process.argv.slice(2);
printAtOnce();
if (first === "--parked") {
  void park();
} else if (first !== undefined && resultPath !== undefined) {
  serve(
    () => readFileSync(first),
    (bytes) => {
      writeResultFile(resultPath, bytes);
    },
  );
} else {
  process.stderr.write("usage: node javascript.cjs <payload file> <result file>\n");
  process.stderr.write("       node javascript.cjs --parked   (payload and result over descriptor 3)\n");
  process.exit(2);
}
