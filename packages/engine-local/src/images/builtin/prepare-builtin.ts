import { chmod, mkdir, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { DEFAULT_PATH, type ImageConfig } from "../config.js";
import { BUILTIN_REFERENCE } from "../reference.js";
import type { ImageBind, ResolvedImage } from "../resolved-image.js";
import { type BuiltinPlan, digestOfPlan, planBuiltin } from "./plan.js";
import { makeSkeleton, makeUsrLocal, SKELETON } from "./skeleton.js";
import type { BuiltinSources } from "./sources.js";

const CONFIG: ImageConfig = {
  command: ["/bin/sh"],
  environment: { PATH: DEFAULT_PATH, HOME: "/root", LANG: "C.UTF-8" },
  workingDirectory: "/",
  user: { uid: 0, gid: 0 },
};

/** The image that is made from the host. */
export interface BuiltinImage {
  readonly resolved: ResolvedImage;
  /** Of what was made for it; the host's files are not counted. */
  readonly sizeBytes: number;
  readonly madeAt: Date;
}

export interface BuiltinPlaces {
  /** An empty directory to build in; what is left in it is the caller's to remove. */
  readonly workDirectory: string;
  /** Where the folder of an image with this digest belongs. */
  readonly imageDirectory: (digest: string) => string;
}

/**
 * Makes the builtin image, once for each state of the host that shapes it. It shows the host's `/usr` without
 * `local`, `src` and `etc`, and has Node, and `python` where the host has Python 3. Nothing else of the host.
 */
export async function prepareBuiltin(sources: BuiltinSources, places: BuiltinPlaces): Promise<BuiltinImage> {
  const plan = await planBuiltin(sources);
  const digest = digestOfPlan(plan);
  const imageDirectory = places.imageDirectory(digest);
  const node = join(imageDirectory, SKELETON.usrLocal, "bin/node");
  let made = await stat(node).catch(() => undefined);
  if (made === undefined) {
    await build(plan, sources.node.binary, join(places.workDirectory, "builtin"), imageDirectory);
    made = await stat(node);
  }
  const resolved: ResolvedImage = {
    reference: BUILTIN_REFERENCE,
    digest,
    rootDirectory: join(imageDirectory, SKELETON.root),
    binds: bindsOf(plan, imageDirectory),
    config: CONFIG,
  };
  return { resolved, sizeBytes: made.size, madeAt: made.ctime };
}

async function build(
  plan: BuiltinPlan,
  nodeBinary: string,
  workDirectory: string,
  imageDirectory: string,
): Promise<void> {
  await mkdir(workDirectory);
  // Mounted by the users of sandboxes, who must be able to get here; there is nothing in it to protect.
  await chmod(workDirectory, 0o711);
  await makeSkeleton(workDirectory, plan);
  await makeUsrLocal(workDirectory, plan, nodeBinary);
  await rename(workDirectory, imageDirectory);
}

function bindsOf(plan: BuiltinPlan, imageDirectory: string): readonly ImageBind[] {
  const empty = join(imageDirectory, SKELETON.empty);
  return [
    ...plan.shown.map(({ path }) => readOnlyBind(join(plan.hostRoot, path), path)),
    readOnlyBind(join(imageDirectory, SKELETON.usrLocal), "usr/local"),
    ...plan.hidden.map((path) => readOnlyBind(empty, path)),
  ];
}

function readOnlyBind(source: string, path: string): ImageBind {
  return { source, destination: `/${path}`, readOnly: true };
}
