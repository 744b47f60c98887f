/** Older readings are renewed, behind the work of whoever asks. */
const FRESH_SECONDS = 0.2;

/**
 * Free memory without waiting for it: what was read last. Nobody reads while nobody asks.
 *
 * @param now Milliseconds of a clock that never goes back.
 */
export async function openMemoryGauge(
  readBytes: () => Promise<number>,
  now: () => number,
): Promise<() => number> {
  let bytes = await readBytes();
  let readAt = now();
  const renew = async (): Promise<void> => {
    // A reading that fails says nothing, and the one before stays.
    bytes = await readBytes().catch(() => bytes);
  };
  return () => {
    if (now() - readAt > FRESH_SECONDS * 1000) {
      readAt = now();
      void renew();
    }
    return bytes;
  };
}
