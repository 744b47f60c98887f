import type { SandboxSpec } from "@cwsandbox/engine";
import { MAIN_CONTAINER_NAME, type v1 } from "@cwsandbox/wire";
import { checkWords } from "./command.js";
import { checkEnvironment } from "./environment.js";
import { checkWorkingDirectory, mapFiles } from "./paths.js";
import { shown, type Problems } from "./problems.js";
import { mapResources } from "./resources.js";
import { refuseUnsupportedContainerOptions } from "./unsupported-container.js";

/** The part of a sandbox that one container describes. */
export type ContainerPart = Pick<
  SandboxSpec,
  "image" | "command" | "environment" | "workingDirectory" | "resources" | "files"
>;

const MAX_IMAGE_LENGTH = 512;
const NAME_PATTERN = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const MAX_NAME_LENGTH = 63;

/** Name by which exec, logs and files may address the container; an unnamed one gets the usual name. */
export function containerName(container: v1.Container | undefined): string {
  return container?.name === undefined || container.name === "" ? MAIN_CONTAINER_NAME : container.name;
}

/** The only container of a sandbox, checked. An empty image stands for `defaultImage`. */
export function mapContainer(
  container: v1.Container,
  field: string,
  defaultImage: string,
  problems: Problems,
): ContainerPart {
  checkName(containerName(container), `${field}.name`, problems);
  checkImage(container.image, `${field}.image`, problems);
  checkEnvironment(container.environmentVariables, `${field}.environment_variables`, problems);
  checkWorkingDirectory(container.workingDir, `${field}.working_dir`, problems);
  refuseUnsupportedContainerOptions(container, field, problems);
  return {
    image: container.image === "" ? defaultImage : container.image,
    command: mapCommand(container, field, problems),
    environment: container.environmentVariables,
    ...(container.workingDir === "" ? {} : { workingDirectory: container.workingDir }),
    resources: mapResources(container, field, problems),
    files: mapFiles(container.files, `${field}.files`, problems),
  };
}

/** Empty when the image's own entry point is asked for. */
function mapCommand(container: v1.Container, field: string, problems: Problems): readonly string[] {
  const { command, args } = container;
  if (command === "" && args.length > 0) {
    problems.violation(
      `${field}.args`,
      "needs a command: arguments alone would need the image's entry point, which this server keeps whole",
    );
  }
  checkWords([command], `${field}.command`, problems);
  checkWords(args, `${field}.args`, problems);
  return command === "" ? [] : [command, ...args];
}

function checkName(name: string, field: string, problems: Problems): void {
  if (name.length > MAX_NAME_LENGTH || !NAME_PATTERN.test(name)) {
    problems.violation(
      field,
      `${shown(name)} is not a container name; use 1 to 63 lower-case letters, digits and dashes`,
    );
  }
}

function checkImage(image: string, field: string, problems: Problems): void {
  if (image.length > MAX_IMAGE_LENGTH || /[\s\p{Cc}]/u.test(image)) {
    problems.violation(
      field,
      `${shown(image)} is not an image reference; use at most ${String(MAX_IMAGE_LENGTH)} characters without blanks`,
    );
  }
}
