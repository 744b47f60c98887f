import { SandboxExecutionError, type TerminalSession } from "cwsandbox";
import { expect, test } from "vitest";
import { recorder } from "../run-main.test-support.js";
import { carryTerminal } from "./carry-terminal.js";
import type { LocalTerminal } from "./local-terminal.js";

type Session = Pick<TerminalSession, "output" | "stdin" | "resize">;

/** A session that shows what it is told, and a user at a terminal. */
function scene(options: { readonly output: () => AsyncGenerator<Uint8Array>; readonly closed?: boolean }) {
  const events: string[] = [];
  const written: Uint8Array[] = [];
  const user: { type?: (bytes: Uint8Array | null) => Promise<void>; resize?: () => void } = {};
  const terminal: LocalTerminal = {
    columns: 80,
    rows: 24,
    enterRawMode: () => {
      events.push("raw");
      return () => void events.push("restored");
    },
    onResize: (listener) => {
      user.resize = listener;
      return () => void events.push("no sizes");
    },
    onInput: (listener) => {
      user.type = listener;
      return () => void events.push("no input");
    },
  };
  const fail = (): never => {
    throw new SandboxExecutionError("The terminal session has ended.");
  };
  const session = {
    output: options.output(),
    stdin: {
      write: async (bytes: Uint8Array) => (options.closed === true ? fail() : void written.push(bytes)),
      close: () => ({ result: async () => void events.push("end of input") }),
    },
    resize: (columns: number, rows: number) =>
      options.closed === true ? fail() : void events.push(`${columns}x${rows}`),
  };
  return { events, written, user, terminal, session };
}

function isSession(value: object): value is Session & TerminalSession {
  return "output" in value && "stdin" in value && "resize" in value;
}

async function carry({ session, terminal }: ReturnType<typeof scene>, stdout = recorder()): Promise<string> {
  if (!isSession(session)) throw new Error("the double lacks a member");
  await carryTerminal(session, terminal, stdout);
  return stdout.text;
}

test("what is typed goes in pieces of at most 1024 bytes, in order", async () => {
  const bytes = Buffer.from(Array.from({ length: 2500 }, (_, index) => index % 251));
  const stage = scene({
    output: async function* () {
      await stage.user.type?.(bytes);
      await stage.user.type?.(null);
      stage.user.resize?.();
      yield Buffer.from("done");
    },
  });
  await carry(stage);
  expect(stage.written.map(({ length }) => length)).toEqual([1024, 1024, 452]);
  expect(Buffer.concat(stage.written).equals(bytes)).toBe(true);
  expect(stage.events).toEqual(["raw", "end of input", "80x24", "no input", "no sizes", "restored"]);
});

test("output is shown as it is, and a failure restores the terminal all the same", async () => {
  const stage = scene({
    output: async function* () {
      yield Buffer.from("\u001b[1mhi");
      throw new Error("the server has gone");
    },
  });
  const stdout = recorder();
  await expect(carry(stage, stdout)).rejects.toThrow("the server has gone");
  expect(stdout.text).toBe("\u001b[1mhi");
  expect(stage.events.at(-1)).toBe("restored");
});

test("keys and sizes that come after the end are dropped", async () => {
  const stage = scene({
    closed: true,
    output: async function* () {
      await stage.user.type?.(Buffer.from("x"));
      stage.user.resize?.();
      yield Buffer.from("done");
    },
  });
  await carry(stage);
  expect(stage.events.at(-1)).toBe("restored");
});
