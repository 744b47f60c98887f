import { hostPlatform } from "../host/index.js";
import type { ImageSource } from "./archive/index.js";
import { refuseArchive } from "./errors.js";
import { asRecord, asText, asTexts, type JsonRecord } from "./json.js";
import { findUser, type ImageUser } from "./user.js";

/** How processes of an image start when nobody says otherwise. */
export interface ImageConfig {
  /** Entry point followed by its default arguments; empty when the image has neither. */
  readonly command: readonly string[];
  /** Always with a PATH. */
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute. */
  readonly workingDirectory: string;
  /** Ids inside the sandbox. */
  readonly user: ImageUser;
}

/** Where programs are looked for in an image that does not say. */
export const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** A root file system without any description is used by a shell. */
const ROOTFS_CONFIG: ImageConfig = {
  command: ["/bin/sh"],
  environment: { PATH: DEFAULT_PATH },
  workingDirectory: "/",
  user: { uid: 0, gid: 0 },
};

const PART = "the image's configuration";

/** Refuses an image for another platform; there is no emulation. @throws EngineError `invalid`. */
export function checkPlatform({ configuration }: ImageSource): void {
  if (configuration === undefined) return;
  const host = hostPlatform();
  const os = asText(configuration["os"]);
  const architecture = asText(configuration["architecture"]);
  if (os === host.os && architecture === host.architecture) return;
  throw refuseArchive(
    PART,
    `is for ${os}/${architecture}, and this host runs ${host.os}/${host.architecture}`,
  );
}

/** Reads the configuration of an image whose files lie unpacked in `rootDirectory`. @throws EngineError `invalid`. */
export async function readImageConfig(source: ImageSource, rootDirectory: string): Promise<ImageConfig> {
  if (source.configuration === undefined) return ROOTFS_CONFIG;
  const config = asRecord(source.configuration["config"]) ?? {};
  const workingDirectory = optional(config, "WorkingDir", asText) ?? "";
  if (workingDirectory !== "" && !workingDirectory.startsWith("/")) {
    throw refuseArchive(PART, `has a WorkingDir that is not absolute: ${JSON.stringify(workingDirectory)}`);
  }
  return {
    command: [
      ...(optional(config, "Entrypoint", asTexts) ?? []),
      ...(optional(config, "Cmd", asTexts) ?? []),
    ],
    environment: { PATH: DEFAULT_PATH, ...readEnvironment(optional(config, "Env", asTexts) ?? []) },
    workingDirectory: workingDirectory === "" ? "/" : workingDirectory,
    user: await findUser(optional(config, "User", asText) ?? "", rootDirectory),
  };
}

/** Absent and null are the same; anything else must be of the right type. */
function optional<T>(
  config: JsonRecord,
  name: string,
  read: (value: unknown) => T | undefined,
): T | undefined {
  const value = config[name];
  if (value === undefined || value === null) return undefined;
  const result = read(value);
  if (result === undefined) throw refuseArchive(PART, `has a ${name} of the wrong type`);
  return result;
}

function readEnvironment(settings: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    settings.map((setting) => {
      const equals = setting.indexOf("=");
      if (equals < 1)
        throw refuseArchive(PART, `has an Env entry that is no NAME=value: ${JSON.stringify(setting)}`);
      return [setting.slice(0, equals), setting.slice(equals + 1)] as const;
    }),
  );
}
