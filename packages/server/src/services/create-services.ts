import { ext, health, v1, v1Discovery } from "@cwsandbox/wire";
import type { Server } from "nice-grpc";
import type { Authenticate } from "../admission/index.js";
import { authentication, type Noted } from "../interceptors/index.js";
import { createCallService } from "./calls.js";
import type { ServiceContext } from "./context.js";
import { createSandboxCreator } from "./create-sandbox.js";
import { createDiscoveryService } from "./discovery.js";
import { createExtensionService } from "./extension.js";
import { createFileTreeService } from "./file-trees.js";
import { createHealthService } from "./health.js";
import { createImageService } from "./images.js";
import { createProfileService } from "./profiles.js";
import { createSandboxService } from "./sandbox-service.js";

/** Adds every service to the server; all but the health service need to know who calls. */
export function createServices(
  server: Server<Noted>,
  context: ServiceContext,
  authenticate: Authenticate,
): void {
  const create = createSandboxCreator(context);
  const authenticated = server.with(authentication(authenticate));
  authenticated.add(v1.SandboxServiceDefinition, createSandboxService(context, create));
  authenticated.add(ext.ExtensionServiceDefinition, createExtensionService(context, create));
  authenticated.add(ext.ImageServiceDefinition, createImageService(context));
  const { files } = context.engine;
  if (files !== undefined)
    authenticated.add(ext.FileServiceDefinition, createFileTreeService(context, files));
  authenticated.add(ext.ProfileServiceDefinition, createProfileService(context));
  authenticated.add(ext.CallServiceDefinition, createCallService(context));
  authenticated.add(v1Discovery.DiscoveryServiceDefinition, createDiscoveryService(context));
  server.add(
    health.HealthDefinition,
    createHealthService([
      v1.SandboxServiceDefinition.fullName,
      ext.ExtensionServiceDefinition.fullName,
      ext.ImageServiceDefinition.fullName,
      ...(files === undefined ? [] : [ext.FileServiceDefinition.fullName]),
      ext.ProfileServiceDefinition.fullName,
      ext.CallServiceDefinition.fullName,
      v1Discovery.DiscoveryServiceDefinition.fullName,
    ]),
  );
}
