import { ERROR_METADATA, REASON, type v1 } from "@cwsandbox/wire";
import { Status } from "nice-grpc";
import { ServiceError } from "../errors/index.js";
import type { Call } from "../interceptors/index.js";
import { checkFilePath, collectProblems } from "../mapping/index.js";
import { requireContainer } from "./container-check.js";
import { findOwned, type ServiceContext } from "./context.js";

/** Whole files in one call, up to the configured size; clients stream larger ones. */
export function createFileCalls({ engine, config }: ServiceContext) {
  const { maxFileBytes } = config;

  const check = async (request: v1.ReadFileRequest, call: Call): Promise<void> => {
    const problems = collectProblems();
    checkFilePath(request.path, "path", problems);
    problems.throwIfAny();
    const record = await findOwned(engine, call, request.sandboxId);
    requireContainer(record, request.container, "container");
  };

  return {
    async readFile(request: v1.ReadFileRequest, call: Call): Promise<v1.ReadFileResponse> {
      await check(request, call);
      return { content: await engine.readFile(request.sandboxId, request.path, maxFileBytes) };
    },
    async writeFile(request: v1.WriteFileRequest, call: Call): Promise<v1.WriteFileResponse> {
      await check(request, call);
      const sizeBytes = request.content.byteLength;
      if (sizeBytes > maxFileBytes) throw tooLarge(request.path, sizeBytes, maxFileBytes);
      await engine.writeFile(request.sandboxId, request.path, request.content);
      return {};
    },
  };
}

function tooLarge(path: string, sizeBytes: number, maxSizeBytes: number): ServiceError {
  return new ServiceError(
    Status.RESOURCE_EXHAUSTED,
    `'${path}' has ${String(sizeBytes)} bytes; one call carries at most ${String(maxSizeBytes)}, stream it instead`,
    {
      reason: REASON.FILE_TOO_LARGE,
      metadata: {
        [ERROR_METADATA.FILE_PATH]: path,
        [ERROR_METADATA.SIZE_BYTES]: String(sizeBytes),
        [ERROR_METADATA.MAX_SIZE_BYTES]: String(maxSizeBytes),
      },
    },
  );
}
