import type { v1 } from "@cwsandbox/wire";
import { notImplemented } from "../errors/index.js";
import type { Call } from "../interceptors/index.js";
import type { ServiceContext } from "./context.js";
import type { CreateSandbox } from "./create-sandbox.js";
import { createDeleteSandbox } from "./delete-sandbox.js";
import { createExec } from "./exec.js";
import { createFileCalls } from "./files.js";
import { createGetSandbox } from "./get-sandbox.js";
import { createListSandboxes } from "./list-sandboxes.js";
import { createPurgeSandboxes } from "./purge-sandboxes.js";
import { createStreamExec } from "./stream-exec.js";
import { createStreamLogs } from "./stream-logs.js";

/** The service of the shared contract, put together from one file per call. */
export function createSandboxService(
  context: ServiceContext,
  create: CreateSandbox,
): v1.SandboxServiceImplementation<Call> {
  return {
    createSandbox: (request, call) => create(request, {}, call),
    getSandbox: createGetSandbox(context),
    listSandboxes: createListSandboxes(context),
    deleteSandbox: createDeleteSandbox(context),
    purgeSandboxes: createPurgeSandboxes(context),
    exec: createExec(context),
    streamExec: createStreamExec(context),
    streamLogs: createStreamLogs(context),
    ...createFileCalls(context),

    // Clients fall back to the calls above as soon as these say so.
    connectSandbox: () => refuse("ConnectSandbox"),
    createSandboxFromTemplate: () => refuse("CreateSandboxFromTemplate"),
    createSandboxFromFile: () => refuse("CreateSandboxFromFile"),
    getSandboxBuildLogs: () => refuse("GetSandboxBuildLogs"),
    createFileSystemSnapshot: () => refuse("CreateFileSystemSnapshot"),
    getFileSystemSnapshot: () => refuse("GetFileSystemSnapshot"),
    listFileSystemSnapshots: () => refuse("ListFileSystemSnapshots"),
    deleteFileSystemSnapshot: () => refuse("DeleteFileSystemSnapshot"),
  };
}

async function refuse(method: string): Promise<never> {
  throw notImplemented(method);
}
