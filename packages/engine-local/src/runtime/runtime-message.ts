/**
 * What a runtime or supervisor complained about, as one plain sentence: without the time, the level and
 * the chain of "failed to" that runtimes put around it.
 */
export function plainMessage(text: string): string {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/ level=warning |"level":"warning"/.test(line));
  return lines.map(plainLine).join("; ");
}

function plainLine(line: string): string {
  const message = fromJson(line) ?? fromKeyValues(line) ?? line;
  return message.replace(
    /^(?:runc (?:create|run|exec) failed: |exec failed: |unable to start container process: |container_linux\.go:\d+: )+/,
    "",
  );
}

function fromJson(line: string): string | undefined {
  if (!line.startsWith("{")) {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && "msg" in value && typeof value.msg === "string"
      ? value.msg
      : undefined;
  } catch {
    return undefined;
  }
}

/** `time="…" level=error msg="…"`, with backslashes before quotes. */
function fromKeyValues(line: string): string | undefined {
  const quoted = /^time=.* msg=("(?:[^"\\]|\\.)*")/.exec(line)?.[1];
  if (quoted === undefined) {
    return undefined;
  }
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}

/** Why a command could not be started, in the exit codes that shells use for it; `undefined` when it has another cause. */
export function commandFailureCode(message: string): 126 | 127 | undefined {
  if (/executable file (?:.* )?not found|^exec\b.*no such file or directory/i.test(message)) {
    return 127;
  }
  if (/^(?:open executable|exec)\b.*(?:denied|not permitted|format error|is a directory)/i.test(message)) {
    return 126;
  }
  return undefined;
}
