const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"] as const;

/** A size for people: three digits at most before the unit, one after the point below ten. */
export function formatBytes(sizeBytes: number): string {
  let value = sizeBytes;
  let index = 0;
  while (value >= 1023.5 && index < UNITS.length - 1) {
    value /= 1024;
    index += 1;
  }
  const digits = index === 0 || value >= 9.95 ? 0 : 1;
  return `${value.toFixed(digits)} ${UNITS[index] ?? ""}`;
}

/** A time for people, always in UTC so that outputs of two machines can be compared. */
export function formatTime(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
