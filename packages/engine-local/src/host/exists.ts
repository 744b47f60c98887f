import { stat } from "node:fs/promises";

/** Whether something is at the path, as far as this process may see. */
export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
