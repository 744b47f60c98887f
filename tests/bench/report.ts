import type { Figure } from "./figure.js";
import type { KnownFloor } from "./floors/index.js";
import type { MemoryNote } from "./memory.js";
import { formatTable } from "./table.js";

export interface Report {
  readonly machine: readonly string[];
  readonly floors: readonly KnownFloor[];
  readonly figures: readonly Figure[];
  readonly memory: readonly MemoryNote[];
  readonly remarks: readonly string[];
}

/** Text for people. */
export function formatReport({ machine, floors, figures, memory, remarks }: Report): string {
  const parts = [
    machine.join("\n"),
    formatTable(
      ["figure", "unit", "p50", "p95", "p99", "success", "floor", "p50 / floor"],
      figures.map(figureRow),
    ),
    section(
      "Floors: what this machine needs without us, medians of this run",
      ["floor", "value", "unit"],
      floors.map(({ what, value, unit }) => [what, short(value), unit]),
    ),
    section(
      "Memory: the most that a process held, and how far that was above its start",
      ["figure", "process", "peak MB", "growth MB"],
      memory.map((note) => [
        note.figure,
        note.process,
        short(note.peakBytes / 1e6),
        short(note.growthBytes / 1e6),
      ]),
    ),
    remarks.join("\n"),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** Data for programs: one array of figures. */
export function formatJson(figures: readonly Figure[]): string {
  return JSON.stringify(figures, null, 2);
}

function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? "" : `${title}\n\n${formatTable(head, rows)}`;
}

function figureRow({ name, unit, p50, p95, p99, success, floor, ratio }: Figure): string[] {
  return [
    name,
    unit,
    short(p50),
    short(p95),
    short(p99),
    `${short(success * 100)} %`,
    floor === null ? "" : short(floor),
    ratio === null ? "" : short(ratio),
  ];
}

/** Three digits are more than such measurements are worth. */
function short(value: number): string {
  if (!Number.isFinite(value)) return "none";
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}
