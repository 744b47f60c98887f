import { CWSandboxValidationError } from "../errors/index.js";

/** Which container an operation is about. */
export interface ContainerOption {
  /** Name of the container. Default, also for a blank name: the primary one. */
  readonly container?: string | undefined;
}

/** The name as the server wants it: empty for the primary container. */
export function containerOf({ container }: ContainerOption): string {
  return (container ?? "").trim();
}

/** Refuses a name that is no text. */
export function checkContainer({ container }: ContainerOption): void {
  if (container === undefined || typeof container === "string") return;
  throw new CWSandboxValidationError(
    `container must be the name of a container of the sandbox, but is ${String(container)}.`,
    { field: "container" },
  );
}
