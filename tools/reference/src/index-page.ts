import { writeFile } from "node:fs/promises";
import type { Topic } from "./api-pages.js";
import type { CommandPage } from "./command-pages.js";

/** The order in which people meet the topics; what is not named comes after them. */
const READING_ORDER = [
  "sessions",
  "sandboxes",
  "commands-and-streams",
  "files",
  "logs",
  "functions",
  "images",
  "discovery",
  "metrics",
  "errors",
  "configuration",
];

/** Writes the page from which the others are reached. */
export async function writeIndexPage(
  file: string,
  topics: readonly Topic[],
  commands: readonly CommandPage[],
): Promise<void> {
  const sections = [
    "# Reference",
    "Every public name of the package `cwsandbox` and every command of its command line. These pages are generated " +
      "from the doc comments and the help texts: change those, then run `npm run reference`. " +
      "How things are done together is in the [guides](../guides/README.md).",
    "## The package",
    ...inReadingOrder(topics).map(topicSection),
    "## The command line",
    commands.map(({ page, summary }) => `- [\`cwsandbox ${page}\`](cli/${page}.md): ${summary}`).join("\n"),
  ];
  await writeFile(file, `${sections.join("\n\n")}\n`);
}

function inReadingOrder(topics: readonly Topic[]): Topic[] {
  return [...topics].sort((one, other) => placeOf(one) - placeOf(other));
}

function placeOf({ page }: Topic): number {
  const index = READING_ORDER.indexOf(page);
  return index === -1 ? READING_ORDER.length : index;
}

function topicSection({ page, title, summary, names }: Topic): string {
  const links = names.map((name) => `[\`${name}\`](${page}.md#${name.toLowerCase()})`);
  return `### [${title}](${page}.md)\n\n${summary}\n\n${links.join(" · ")}`;
}
