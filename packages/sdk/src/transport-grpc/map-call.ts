import { type ext, v1 } from "@cwsandbox/wire";
import type { CallEnd, CallEvent } from "../transport/index.js";
import { toReport } from "./map-report.js";

type Message = NonNullable<ext.RunCallsResponse["message"]>;

/** What the server says about one call; undefined for a kind of message that this release does not know. */
export function toCallEvent(message: Message): CallEvent | undefined {
  switch (message.$case) {
    case "accepted":
      return { kind: "accepted", report: toReport(message.value) };
    case "started":
      return { kind: "started", report: toReport(message.value) };
    case "output": {
      const { data, isStderr } = message.value;
      return { kind: "output", stream: isStderr ? "stderr" : "stdout", bytes: data };
    }
    case "result":
      return { kind: "result", bytes: message.value };
    case "grant":
    case "finished":
    case "ended":
    case "failed":
    case "wantPayload":
  }
  return undefined;
}

/** The last word about a call that the server carried out; undefined for any other message. */
export function toCallEnd(message: Message): CallEnd | undefined {
  if (message.$case === "ended") return { kind: "sandbox-ended", report: toReport(message.value) };
  if (message.$case !== "finished") return undefined;
  const { exitCode, hasResult, outOfMemory, sandbox } = message.value;
  return {
    kind: "exited",
    exitCode,
    hasResult,
    outOfMemory,
    report: toReport(sandbox ?? v1.Sandbox.create()),
  };
}
