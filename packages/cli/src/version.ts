import { readFileSync } from "node:fs";

/** Version of this package, from its manifest, which lies beside `dist` and `src` alike. */
export function cliVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const version =
    typeof manifest === "object" && manifest !== null && "version" in manifest ? manifest.version : undefined;
  if (typeof version !== "string") throw new Error("package.json of the command line names no version");
  return version;
}
