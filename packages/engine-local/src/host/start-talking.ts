import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { Socket } from "node:net";

/** A helper that is talked to over its descriptor 3. It leads a session of its own and has no environment. */
export interface TalkingProcess {
  readonly pid: number;
  readonly channel: Socket;
  /** Resolves when it has ended. */
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  /** What it has written to its standard error so far, the first thousand characters. */
  complaint(): string;
  /** Whether this process waits for it before it ends itself; at first it does. */
  hold(isHeld: boolean): void;
}

const COMPLAINT_CHARACTERS = 1000;

/** Starts such a helper. Rejects when it cannot be started. */
export async function startTalking(command: readonly [string, ...string[]]): Promise<TalkingProcess> {
  const [program, ...words] = command;
  const child = spawn(program, words, {
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    env: {},
    cwd: "/",
    detached: true,
  });
  const ended = once(child, "close").then(() => undefined);
  ended.catch(() => undefined);
  await once(child, "spawn");
  const channel = child.stdio[3];
  if (!(channel instanceof Socket) || child.pid === undefined) {
    throw new Error(`'${program}' started without its channel`);
  }
  return {
    pid: child.pid,
    channel,
    ended,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    complaint: keepComplaint(child),
    hold: (isHeld) => {
      if (isHeld) child.ref();
      else child.unref();
    },
  };
}

function keepComplaint({ stderr }: ChildProcess): () => string {
  let text = "";
  stderr?.setEncoding("utf8").on("data", (piece: string) => {
    if (text.length < COMPLAINT_CHARACTERS) text += piece;
  });
  if (stderr instanceof Socket) stderr.unref();
  return () => text.trim();
}
