import { printableLine } from "./printable.js";

/** One column of a table: its title and how to get its text from a row. */
export interface Column<Row> {
  readonly title: string;
  readonly text: (row: Row) => string;
  /** Numbers are easier to compare when they end at the same place. Default: left. */
  readonly align?: "left" | "right";
}

const GAP = "  ";
/** Stands for a value that is absent. */
export const MISSING = "-";

/** Lays rows out under their titles, each column as wide as its widest text. Ends with a line break. */
export function formatTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const body = rows.map((row) => columns.map((column) => cell(column.text(row))));
  const widths = columns.map((column, index) =>
    Math.max(column.title.length, ...body.map((cells) => (cells[index] ?? "").length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((text, index) => {
        const width = widths[index] ?? 0;
        return columns[index]?.align === "right" ? text.padStart(width) : text.padEnd(width);
      })
      .join(GAP)
      .trimEnd();
  const dashes = widths.map((width) => "-".repeat(width));
  return `${[line(columns.map((column) => column.title)), dashes.join(GAP), ...body.map(line)].join("\n")}\n`;
}

/** A column of a table whose layout never depends on its rows, so that programs can cut it by position. */
export interface FixedColumn<Row> {
  readonly title: string;
  /** Characters; a longer text shifts what follows instead of being cut. */
  readonly width: number;
  readonly text: (row: Row) => string;
}

/** Lays rows out at fixed places with one space between them, below titles and one row of dashes. */
export function formatFixedTable<Row>(columns: readonly FixedColumn<Row>[], rows: readonly Row[]): string {
  const line = (textOf: (column: FixedColumn<Row>) => string): string =>
    columns
      .map((column) => textOf(column).padEnd(column.width))
      .join(" ")
      .trimEnd();
  const widths = columns.map(({ width }) => width + 1);
  const dashes = "-".repeat(widths.reduce((sum, width) => sum + width, -1));
  const body = rows.map((row) => line((column) => cell(column.text(row))));
  return `${[line(({ title }) => title), dashes, ...body].join("\n")}\n`;
}

/** Lays out the fields of one thing, one line each. Ends with a line break. */
export function formatFields(fields: readonly (readonly [label: string, text: string])[]): string {
  const width = Math.max(0, ...fields.map(([label]) => label.length));
  return fields.map(([label, text]) => `${label.padEnd(width)}${GAP}${cell(text)}\n`).join("");
}

/** A line break or control character in a name must not forge rows or drive the terminal. */
function cell(text: string): string {
  return text === "" ? MISSING : printableLine(text);
}
