import { describe, expect, test } from "vitest";

import { commandFailureCode, plainMessage } from "./runtime-message.js";

describe("plainMessage", () => {
  test.each([
    ["plain text\n", "plain text"],
    [
      'time="2026-11-21T08:12:41Z" level=error msg="runc create failed: unable to start container process: exec: \\"nope\\": executable file not found in $PATH"\n',
      'exec: "nope": executable file not found in $PATH',
    ],
    ['{"msg":"chdir `/x`: No such file","level":"error","time":"t"}\n', "chdir `/x`: No such file"],
    ['time="t" level=warning msg="unable to get oom kill count"\ntime="t" level=error msg="real"', "real"],
    ["", ""],
    ["{broken", "{broken"],
  ])("%j", (text, expected) => {
    expect(plainMessage(text)).toBe(expected);
  });
});

describe("commandFailureCode", () => {
  test.each([
    ["executable file `nope` not found in $PATH: No such file or directory", 127],
    ['exec: "nope": executable file not found in $PATH', 127],
    ['exec: "/nope": stat /nope: no such file or directory', 127],
    ["open executable: Operation not permitted", 126],
    ['exec: "/etc": permission denied', 126],
    ["error mounting /a to /b: permission denied", undefined],
    ["no space left on device", undefined],
  ])("%s", (message, code) => {
    expect(commandFailureCode(message)).toBe(code);
  });
});
