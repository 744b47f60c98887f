import { captureFunction } from "../capture.js";

/** What travels, as text, or why nothing does. */
function capturedText(fn: object): string {
  try {
    return JSON.stringify(captureFunction(fn).graph);
  } catch (error) {
    return String(error);
  }
}

/**
 * Captures a function three times, and says whether the same travels each time: the first finds its code, the second what
 * of its variables is constant, and the third asks no more for that.
 */
export function isCapturedAlike(fn: object): boolean {
  const texts = [1, 2, 3].map(() => capturedText(fn));
  return new Set(texts).size === 1;
}
