import type { Owner } from "../../host/index.js";

/** Owner of what no archive names, and of everything where we may not give files to others. */
export function ownOwner(): Owner {
  return { uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 };
}
