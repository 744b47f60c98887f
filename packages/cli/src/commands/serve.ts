import { Command } from "commander";
import { type OutputOptions, outputOption } from "../arguments/index.js";
import { runServerInForeground } from "../server-program/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";

const SERVER_OPTIONS = `
Options of the server (each can also be set as CWSANDBOX_SERVER_ and its name in capitals, unless marked *):
  --listen HOST:PORT | unix:///PATH    where to listen
  --api-key-file FILE                  keys that clients must send, one a line
  --api-key KEY *                      one such key; CWSANDBOX_SERVER_API_KEYS holds several, divided by commas
  --tls-cert FILE, --tls-key FILE      certificate and private key; needed, with a key, beyond this machine
  --no-auth                            no key, allowed on loopback addresses only
  --embedded *                         listen on your own socket, as the server that starts by itself does
  --idle-exit-seconds N                leave after so long without sandboxes and connections
  --state-dir DIR                      where images, logs and records are kept
  --default-image REFERENCE            image of a sandbox that names none
  --runtime auto|crun|runc             program that starts the sandboxes; default auto
  --default-lifetime-seconds N         lifetime of a sandbox that names none; default 24 hours
  --max-lifetime-seconds N             longest lifetime that is accepted; default 30 days
  --finished-retention-seconds N       how long finished sandboxes are remembered; default 24 hours
  --finished-retention-count N         how many of them; default 1000
  --most-prepared N                    sandboxes that may wait prepared, 0 for none; default 16 per processor
  --max-request-bytes N                largest request that is accepted
  --max-file-bytes N                   largest file that is read or written in one call
  --log-file FILE                      default: stderr
  --log-level debug|info|warn|error|silent`;

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
      "cwsandbox serve --listen 0.0.0.0:8443 --api-key-file keys.txt --tls-cert cert.pem --tls-key key.pem",
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
