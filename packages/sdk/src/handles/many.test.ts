import { afterEach, beforeEach, expect, test } from "vitest";
import { Sandbox } from "../sandbox/index.js";
import { deferred } from "../support/index.js";
import {
  failure,
  frame,
  type ScriptedServer,
  startScriptedServer,
  Status,
} from "../transport-grpc/scripted-server.test-support.js";
import { results } from "./index.js";

const COUNT = 1000;

let server: ScriptedServer;

beforeEach(async () => {
  server = await startScriptedServer();
});

afterEach(() => server.stop());

test("a thousand commands run at once under one signal, without a warning", async () => {
  const warnings: string[] = [];
  const note = (warning: Error): void => void warnings.push(warning.name);
  process.on("warning", note);
  const allThere = deferred<void>();
  let there = 0;
  server.on.streamExec = async function* () {
    there += 1;
    if (there === COUNT) allThere.resolve();
    await allThere.promise;
    yield frame.exit(0);
  };
  const sandbox = await new Sandbox({ baseUrl: server.url }).wait();
  const { signal } = new AbortController();
  const ended = await results(Array.from({ length: COUNT }, () => sandbox.exec(["x"], { signal })));
  process.off("warning", note);
  expect(ended.filter(({ returncode }) => returncode === 0)).toHaveLength(COUNT);
  expect(warnings).toEqual([]);
});

test("a thousand failures that nobody awaits are silent", async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  process.on("unhandledRejection", note);
  let seen = 0;
  const allSeen = deferred<void>();
  server.on.readFile = async () => {
    seen += 1;
    if (seen === COUNT) allSeen.resolve();
    throw failure(Status.NOT_FOUND, "no such file");
  };
  const sandbox = await new Sandbox({ baseUrl: server.url }).wait();
  for (let count = 0; count < COUNT; count += 1) sandbox.readFile("/nope");
  await allSeen.promise;
  await sandbox.stop();
  process.off("unhandledRejection", note);
  expect(unhandled).toEqual([]);
});
