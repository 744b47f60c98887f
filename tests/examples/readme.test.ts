import { expect, test } from "vitest";

import { runProgram } from "../support/program.js";
import { readPrograms } from "../support/readme.js";
import { useTestServer } from "../support/suite.js";

useTestServer();

/** Process numbers differ from run to run; nothing else does. */
const withoutNumbers = (text: string): string => text.replaceAll(/process \d+/g, "process N");

test.each(readPrograms("README.md"))(
  "$document:$line prints what the document shows",
  async ({ source, output }) => {
    const end = await runProgram(source);
    expect(end).toMatchObject({ exitCode: 0, stderr: "" });
    expect(withoutNumbers(end.stdout)).toBe(withoutNumbers(output ?? ""));
  },
);
