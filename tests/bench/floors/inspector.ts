import { Session } from "node:inspector";

import { repeat } from "../measure.js";
import { summarise } from "../statistics.js";

const MAKE_CLOSURE = "(() => { const rate = 1.08; return (amount) => amount * rate; })()";

/** Milliseconds to read one function's variables by the one interface that shows them. */
export async function medianScopeReading(): Promise<number> {
  const { samples } = await repeat({ rounds: 300, limitSeconds: 5 }, async () => readScopes());
  return summarise(samples).p50;
}

/** An in-process session answers before `post` returns. */
function readScopes(): void {
  const session = new Session();
  session.connect();
  try {
    session.post("Runtime.evaluate", { expression: MAKE_CLOSURE }, (_error, made) => {
      readInternals(session, made.result.objectId ?? "");
    });
  } finally {
    session.disconnect();
  }
}

function readInternals(session: Session, functionId: string): void {
  session.post("Runtime.getProperties", { objectId: functionId }, (_error, { internalProperties = [] }) => {
    const scopes = internalProperties.find(({ name }) => name === "[[Scopes]]");
    const list = scopes?.value?.objectId;
    if (list === undefined) throw new Error("a function has scopes");
    session.post("Runtime.getProperties", { objectId: list, ownProperties: true }, (_failure, { result }) => {
      const objectId = result[0]?.value?.objectId;
      if (objectId !== undefined) session.post("Runtime.getProperties", { objectId, ownProperties: true });
    });
  });
}
