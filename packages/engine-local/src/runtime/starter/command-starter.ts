import type { Socket } from "node:net";

import { createDeferred } from "@cwsandbox/engine";
import type { TerminalSize } from "@cwsandbox/engine";

import type { SpawnedProcess, Spawner } from "../../host/index.js";
import { createAnswerReader, encodeRequest, encodeSize } from "./messages.js";
import type { StarterAnswer } from "./messages.js";

/** The helper's descriptors of our ends of a command's streams. */
export interface StreamDescriptors {
  /** -1 when it has no input. */
  readonly stdin: number;
  readonly stdout: number;
  /** -1 on a terminal, where all output is one. */
  readonly stderr: number;
}

/** Hears what the helper says about one command. */
export interface CommandListener {
  started(streams: StreamDescriptors): void;
  /** It was not started, for the reason of this error number; nothing more is heard. */
  refused(errorNumber: number): void;
  /** Heard once of every command that has been started; also when the helper ended. */
  ended(exitCode: number): void;
}

/** What a command is told. */
export interface CommandLine {
  /** Its streams have been opened. */
  taken(): void;
  /** Nothing more will be written to its input. */
  inputEnded(): void;
  resize(size: TerminalSize): void;
  kill(): void;
}

/** The helper process that starts commands inside one container; see `launch --commands`. */
export interface CommandStarter {
  /** Id of the helper on the host. */
  readonly pid: number;
  /** `undefined` when the helper has ended. */
  start(command: Buffer, listener: CommandListener): CommandLine | undefined;
  /** Ends the helper and every command it has started; resolves when none of them is left. */
  close(): Promise<void>;
  /** Resolves when the helper has ended. */
  readonly ended: Promise<void>;
}

const KILLED = 137;

/** Starts the helper. Resolves when commands can be started; rejects when it ends before. */
export async function openCommandStarter(
  spawner: Spawner,
  command: readonly string[],
): Promise<CommandStarter> {
  return serve(await spawner.start(command));
}

async function serve({ pid, channel, exitCode }: SpawnedProcess): Promise<CommandStarter> {
  const listeners = new Map<number, CommandListener>();
  let count = 0;
  let hasEnded = false;
  const ready = createDeferred<void>();
  const hear = (answer: StarterAnswer): void => {
    if (answer.kind === "ready") ready.resolve();
    else tell(listeners.get(answer.id), answer, () => listeners.delete(answer.id));
  };
  channel.on("data", createAnswerReader(hear));
  const ended = exitCode.then(() => {
    hasEnded = true;
    channel.destroy();
    ready.reject(new Error("the launch helper ended without a word"));
    for (const [id, listener] of listeners) {
      listeners.delete(id);
      listener.ended(KILLED);
    }
  });
  await ready.promise;
  return {
    pid,
    ended,
    start(command, listener) {
      if (!channel.writable || hasEnded) return undefined;
      const id = (count += 1);
      listeners.set(id, listener);
      channel.write(encodeRequest("start", id, command));
      return lineTo(channel, id);
    },
    async close() {
      channel.destroy();
      await ended;
    },
  };
}

function tell(listener: CommandListener | undefined, answer: StarterAnswer, forget: () => void): void {
  switch (answer.kind) {
    case "started":
      if (answer.value >= 0) {
        listener?.started(answer);
      } else {
        forget();
        listener?.refused(-answer.value);
      }
      break;
    case "ended":
      forget();
      listener?.ended(answer.value);
      break;
    case "ready":
      break;
  }
}

function lineTo(channel: Socket, id: number): CommandLine {
  const send = (kind: "taken" | "inputEnded" | "kill") => (): void => {
    channel.write(encodeRequest(kind, id));
  };
  return {
    taken: send("taken"),
    inputEnded: send("inputEnded"),
    resize: (size) => void channel.write(encodeRequest("resize", id, encodeSize(size))),
    kill: send("kill"),
  };
}
