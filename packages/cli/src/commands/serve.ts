import { Command } from "commander";
import { type OutputOptions, outputOption } from "../arguments/index.js";
import { runServerInForeground } from "../server-program/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";

const SERVER_OPTIONS = `
Options of the server (all others are passed on to it as well):
  --listen HOST:PORT                listen on TCP
  --api-key KEY                     key that clients must send; also CWSANDBOX_SERVER_API_KEYS
  --tls-cert FILE, --tls-key FILE   certificate and private key; needed, with a key, beyond loopback
  --no-auth                         no key, allowed on loopback only
  --embedded                        listen on your own socket, as the SDK starts it by itself
  --idle-exit-seconds N             embedded only: exit after so long without sandbox and connection
  --state-dir DIR                   where images, logs and records are kept
  --default-image REFERENCE         image of a sandbox that names none
  --runtime crun|runc               program that starts the sandboxes; default: whichever works here
  --default-lifetime-seconds N      lifetime of a sandbox that names none; default 24 hours
  --max-lifetime-seconds N          longest lifetime that is accepted; default 30 days
  --max-request-bytes N             largest request that is accepted
  --log-file FILE, --log-level L    where and how much to log`;

/** `cwsandbox serve`: the server in the foreground. Signals are passed on; the exit code is the server's. */
export function serveCommand(context: CommandContext): Command {
  const command = new Command("serve")
    .description("run the server in the foreground until it is interrupted")
    .usage("[options] [server options]")
    .argument("[server options...]", "passed on to the server")
    .addOption(outputOption())
    .allowUnknownOption()
    .addHelpText("after", SERVER_OPTIONS)
    .action(async (options: string[], { output }: OutputOptions) => {
      const exitCode = await runServerInForeground({
        script: context.serverScript(),
        options,
        onLine: (line) => context.stdout.write(describeLine(line, output)),
      });
      context.finish(exitCode);
    });
  return addExamples(command, [
    ["cwsandbox serve --listen 127.0.0.1:8080 --no-auth", "for programs on this machine"],
    [
      "CWSANDBOX_SERVER_API_KEYS=keys.txt cwsandbox serve --listen 0.0.0.0:8443 --tls-cert c.pem --tls-key k.pem",
      "for a team: clients set CWSANDBOX_BASE_URL and CWSANDBOX_API_KEY",
    ],
  ]);
}

/** The server announces itself with one JSON line; programs get it as it is, like whatever else it says. */
function describeLine(line: string, output: OutputOptions["output"]): string {
  const address = output === "json" ? null : readyAddress(line);
  if (address === null) return `${line}\n`;
  return `Ready at ${address}\nClients find it with CWSANDBOX_BASE_URL=${address}\nCtrl-C stops it; sandboxes go on.\n`;
}

function readyAddress(line: string): string | null {
  try {
    const message: unknown = JSON.parse(line);
    if (typeof message !== "object" || message === null) return null;
    if (!("ready" in message) || message.ready !== true || !("address" in message)) return null;
    return typeof message.address === "string" ? message.address : null;
  } catch {
    return null;
  }
}
