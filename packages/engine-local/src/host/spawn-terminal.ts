import { spawn } from "@lydell/node-pty";

import type { HostProcess, HostProcessOptions } from "./host-process.js";
import { createOutputQueue } from "./output-queue.js";

const TERMINAL_NAME = "xterm-256color";

/** Control-D, which a terminal in its usual mode takes as end of input. */
const END_OF_TRANSMISSION = "\u0004";

/**
 * Generous, because a terminal whose program has ended keeps unread output only for a moment:
 * what a program prints at its end must not be held back then.
 */
const MOST_WAITING_BYTES = 4 * 1024 * 1024;

interface ByteWriter {
  write(data: string | Uint8Array): void;
}

/** Starts a program on a pseudo-terminal; everything it prints is stdout. */
export function spawnTerminal(options: HostProcessOptions): HostProcess {
  const [program, ...words] = options.command;
  const { columns: cols, rows } = options.terminal ?? { columns: 80, rows: 24 };
  const terminal = spawn(program, words, {
    name: TERMINAL_NAME,
    cols,
    rows,
    // Bytes, not text: a character may be split over two pieces.
    encoding: null,
  });
  const queue = createOutputQueue([terminal], MOST_WAITING_BYTES);
  terminal.onData((data: string | Uint8Array) => {
    queue.push({ stream: "stdout", data: typeof data === "string" ? Buffer.from(data) : data });
  });
  let running = true;
  const exitCode = new Promise<number>((resolve) => {
    terminal.onExit(({ exitCode: code, signal }) => {
      running = false;
      queue.end();
      resolve(signal === undefined || signal === 0 ? code : 128 + signal);
    });
  });
  // Takes bytes as well as text; its own type knows only text.
  const writer: ByteWriter = terminal;
  const write = (data: string | Uint8Array): void => {
    if (running) writer.write(data);
  };
  return {
    pid: terminal.pid,
    exitCode,
    output: queue.read(),
    writeStdin(data) {
      write(data);
      return Promise.resolve();
    },
    closeStdin() {
      write(END_OF_TRANSMISSION);
    },
    resize(size) {
      if (running) terminal.resize(size.columns, size.rows);
    },
    abandonOutput() {
      queue.discard();
    },
  };
}
