/** The longest delay that the platform's timers take. */
const LONGEST_DELAY_MILLISECONDS = 2 ** 31 - 1;

/** Calls back once at the given time, at once when it has passed; also months ahead. */
export function startTimer(at: Date, callback: () => void): Disposable {
  let handle: NodeJS.Timeout;
  const arm = (): void => {
    const remaining = Math.max(0, at.getTime() - Date.now());
    handle =
      remaining > LONGEST_DELAY_MILLISECONDS
        ? setTimeout(arm, LONGEST_DELAY_MILLISECONDS)
        : setTimeout(callback, remaining);
  };
  arm();
  return { [Symbol.dispose]: () => clearTimeout(handle) };
}
