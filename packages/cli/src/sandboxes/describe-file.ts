import type { FileInfo } from "cwsandbox";
import { type Column, formatBytes, formatFields, formatTable, formatTime } from "../output/index.js";

/** A file in a sandbox, as programs read it. */
export function fileJson(file: FileInfo): object {
  return {
    path: file.path,
    name: file.name,
    type: file.type,
    size_bytes: file.sizeBytes,
    mode: octal(file.mode),
    modified_at: file.modifiedAt,
  };
}

/** Files in a sandbox, as people read them; with `path` for files of several directories. */
export function fileTable(files: readonly FileInfo[], name: "name" | "path"): string {
  const columns: readonly Column<FileInfo>[] = [
    { title: "MODE", text: modeText },
    { title: "SIZE", text: sizeText, align: "right" },
    { title: "MODIFIED AT", text: (file) => formatTime(file.modifiedAt) },
    { title: name.toUpperCase(), text: (file) => file[name] },
  ];
  return formatTable(columns, files);
}

/** One file in a sandbox, as people read it. */
export function describeFile(file: FileInfo): string {
  return formatFields([
    ["PATH", file.path],
    ["TYPE", file.type],
    ["SIZE", sizeText(file)],
    ["MODE", `${octal(file.mode)} ${modeText(file)}`],
    ["MODIFIED AT", formatTime(file.modifiedAt)],
  ]);
}

function sizeText(file: FileInfo): string {
  return file.type === "file" ? formatBytes(file.sizeBytes) : "";
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, "0");
}

const TYPE_LETTERS: Readonly<Record<FileInfo["type"], string>> = {
  file: "-",
  directory: "d",
  symlink: "l",
  other: "?",
};

/** The mode as `ls -l` writes it. */
function modeText({ type, mode }: FileInfo): string {
  const letters = Array.from("rwxrwxrwx", (letter, index) => ((mode >> (8 - index)) & 1 ? letter : "-"));
  return `${TYPE_LETTERS[type]}${letters.join("")}`;
}
