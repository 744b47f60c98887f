import { answer } from "./answer.js";
import { readPayloadFile, writeResultFile } from "./call-files.js";
import { announceExit, holdResult, waitForCall } from "./channel.js";
import type { Frame } from "./frame.js";
import { outcomeTo, type Report } from "./outcome.js";
import { printAtOnce } from "./output.js";
import { rehearse } from "./rehearse.js";

// Taken before the caller's code can replace it.
const exit = process.exit.bind(process);

/** Makes the one call of this process and ends it with the outcome. */
function serve(readCall: () => Frame, report: Report): void {
  const outcome = outcomeTo(report, exit);
  process.on("uncaughtException", outcome.thrown);
  process.on("unhandledRejection", outcome.thrown);
  process.once("beforeExit", () => {
    outcome.thrown(new Error("The function's promise never settles: nothing is left that could settle it."));
  });
  void answer(readCall, outcome);
}

/** Booted with nothing of any caller inside. */
function park(): void {
  announceExit();
  serve(waitForCall, holdResult);
}

const [first, resultPath] = process.argv.slice(2);
printAtOnce();
if (first === "--parked") {
  void rehearse().then(park);
} else if (first === "--awaited") {
  park();
} else if (first === "--compile") {
  void rehearse();
} else if (first !== undefined && resultPath !== undefined) {
  serve(
    () => readPayloadFile(first),
    (parts) => {
      writeResultFile(resultPath, parts);
    },
  );
} else {
  process.stderr.write("usage: node javascript.cjs <payload file> <result file>\n");
  process.stderr.write(
    "       node javascript.cjs --parked | --awaited   (payload and result over descriptor 3)\n",
  );
  process.exit(2);
}
