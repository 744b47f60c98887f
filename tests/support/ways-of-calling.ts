import { afterAll, beforeAll } from "vitest";

import { hideExtension, type PlainServer } from "./plain-contract.js";
import type { TestServer } from "./test-server.js";

/** Both ways in which a client has functions called. */
export const WAYS = ["over the call stream", "by the shared contract"] as const;

export type Way = (typeof WAYS)[number];

/** Has the tests of one `describe` use the server in this way. What they make must name its image. */
export function useWay(way: Way, server: { readonly current: TestServer }): void {
  if (way === "over the call stream") return;
  let plain: PlainServer | undefined;
  beforeAll(async () => {
    plain = await hideExtension(server.current.baseUrl);
    process.env["CWSANDBOX_BASE_URL"] = plain.baseUrl;
  });
  afterAll(async () => {
    process.env["CWSANDBOX_BASE_URL"] = server.current.baseUrl;
    await plain?.[Symbol.asyncDispose]();
  });
}
