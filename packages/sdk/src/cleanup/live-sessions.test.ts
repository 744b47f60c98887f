import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { closeLiveSessions, rememberSession } from "./live-sessions.js";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

test("what can be reached is closed, what is lost or forgotten is not", async () => {
  const closed: string[] = [];
  const remember = (name: string): { readonly session: object; readonly forget: () => void } => {
    const session = { close: async () => void closed.push(name) };
    return { session, forget: rememberSession(session) };
  };
  const kept = remember("kept");
  const done = remember("done");
  done.forget();
  remember("lost");
  await setImmediate();
  collectGarbage();
  await closeLiveSessions();
  expect(closed).toEqual(["kept"]);
  expect([kept.session, done.session]).toHaveLength(2);
  kept.forget();
});

test("a session that cannot be closed is a warning and does not hold up the others", async () => {
  const closed: string[] = [];
  const sessions = [
    { close: () => Promise.reject(new Error("no route")) },
    { close: async () => void closed.push("other") },
  ];
  const forget = sessions.map(rememberSession);
  const warned = once(process, "warning");
  await closeLiveSessions();
  const [warning] = await warned;
  expect(String(warning)).toContain("no route");
  expect(closed).toEqual(["other"]);
  for (const undo of forget) undo();
});
