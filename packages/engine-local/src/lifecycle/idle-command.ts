/**
 * Main processes that only wait for their end, as clients give them to a sandbox that is there for its commands and
 * files. It makes no difference when such a process began, so it may begin before anybody asks.
 */
const IDLE_COMMANDS: ReadonlySet<string> = new Set(
  [
    // The default of our client and of the documented one.
    ["/bin/sh", "-c", 'trap "exit 0" TERM INT; while :; do sleep 86400 & wait $!; done'],
    // What a server gives a sandbox without a command.
    ["/bin/sh", "-c", "trap 'exit 0' TERM INT; sleep 2147483647 & wait"],
    ["sleep", "infinity"],
    ["tail", "-f", "/dev/null"],
  ].map((words) => JSON.stringify(words)),
);

export function isIdleCommand(command: readonly string[]): boolean {
  return IDLE_COMMANDS.has(JSON.stringify(command));
}
