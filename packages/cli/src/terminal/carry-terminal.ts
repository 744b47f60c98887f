import type { TerminalSession } from "cwsandbox";
import type { TextOutput } from "../output/index.js";
import type { LocalTerminal } from "./local-terminal.js";

/** Longest piece of input that is sent at once. */
const INPUT_PIECE_BYTES = 1024;

/**
 * Shows a session on the user's terminal until its output ends. The terminal's modes are restored in every case.
 *
 * @throws whatever ended the session early.
 */
export async function carryTerminal(
  session: TerminalSession,
  local: LocalTerminal,
  stdout: TextOutput,
): Promise<void> {
  const restore = local.enterRawMode();
  const stopResizing = local.onResize(() => void whileItLives(() => resize(session, local)));
  const stopInput = local.onInput((bytes) => whileItLives(() => forward(session, bytes)));
  try {
    for await (const piece of session.output) await stdout.send(piece);
  } finally {
    stopInput();
    stopResizing();
    restore();
  }
}

function resize(session: TerminalSession, { columns, rows }: LocalTerminal): void {
  if (columns >= 1 && rows >= 1) session.resize(columns, rows);
}

async function forward(session: TerminalSession, bytes: Uint8Array | null): Promise<void> {
  if (bytes === null) return session.stdin.close().result();
  for (let start = 0; start < bytes.length; start += INPUT_PIECE_BYTES) {
    await session.stdin.write(bytes.subarray(start, start + INPUT_PIECE_BYTES));
  }
}

/** A key or a new size that comes when the session has just ended has nowhere to go; the end is told by the session. */
async function whileItLives(work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isAfterTheEnd(error)) throw error;
  }
}

function isAfterTheEnd(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "SANDBOX_EXECUTION_FAILED";
}
