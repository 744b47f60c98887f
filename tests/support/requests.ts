import type { TestServer } from "./test-server.js";

/** How often a call was made of this server so far, from its request log. */
export async function countRequests(server: TestServer, method: string): Promise<number> {
  const lines = (await server.readLog()).split("\n");
  return lines.filter((line) => line.includes(`/${method}"`)).length;
}
