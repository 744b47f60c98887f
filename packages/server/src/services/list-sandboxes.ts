import { EngineError } from "@cwsandbox/engine";
import type { v1 } from "@cwsandbox/wire";
import { invalidField } from "../errors/index.js";
import type { Call } from "../interceptors/index.js";
import { mapListRequest, shown, toWireSandbox } from "../mapping/index.js";
import type { ServiceContext } from "./context.js";
import { ownedPage } from "./owned-pages.js";

export function createListSandboxes({ engine }: ServiceContext) {
  const { runnerId } = engine.description;
  return async (request: v1.ListSandboxesRequest, call: Call): Promise<v1.ListSandboxesResponse> => {
    const query = mapListRequest(request, runnerId);
    if (query === undefined) return { sandboxes: [], nextPageToken: "" };
    try {
      const { records, nextCursor = "" } = await ownedPage(engine, query, call.principal);
      return {
        sandboxes: records.map((record) => toWireSandbox(record, runnerId)),
        nextPageToken: nextCursor,
      };
    } catch (error) {
      if (error instanceof EngineError && error.code === "invalid") {
        throw invalidField(
          "page_token",
          `${shown(request.pageToken)} is no token of this server; begin again without one`,
        );
      }
      throw error;
    }
  };
}
