import { expect, test } from "vitest";

import { runProgram } from "../support/program.js";
import { type DocumentedProgram, listGuides, readPrograms } from "../support/readme.js";
import { useTestServer } from "../support/suite.js";

useTestServer();

/** Process numbers differ from run to run; nothing else does. */
const withoutNumbers = (text: string): string => text.replaceAll(/process \d+/g, "process N");

/** Programs of guides that show no output may need what a test machine lacks; they are only compiled. */
const showsOutput = ({ output }: DocumentedProgram): boolean => output !== undefined;

test.each([
  ...readPrograms("README.md"),
  ...listGuides().flatMap((guide) => readPrograms(guide).filter(showsOutput)),
])("$document:$line prints what the document shows", async ({ source, output }) => {
  const end = await runProgram(source);
  expect(end).toMatchObject({ exitCode: 0, stderr: "" });
  expect(withoutNumbers(end.stdout)).toBe(withoutNumbers(output ?? ""));
});
