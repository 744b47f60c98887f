import type { ResourceAmounts, Resources } from "@cwsandbox/engine";
import { REASON, type v1 } from "@cwsandbox/wire";
import { fieldNotOffered } from "../errors/index.js";
import { shown, type Problems } from "./problems.js";
import { compareQuantities, parseQuantity, toWholeUnits, type Quantity } from "./quantity.js";

interface Side {
  readonly cpu: Quantity | undefined;
  readonly memory: Quantity | undefined;
}

const MILLICORES_PER_CPU = 1000n;
const BYTES_PER_BYTE = 1n;
/** Below this the kernel cannot even start a program; a mistaken unit, such as `512` for `512Mi`. */
const MIN_MEMORY_BYTES = 4 * 1024 * 1024;

/**
 * Reads the amounts of a container. One side alone stands for both (guaranteed class); the older single
 * form excludes the newer one.
 */
export function mapResources(container: v1.Container, field: string, problems: Problems): Resources {
  if (container.resources !== undefined && container.resourceRequirements !== undefined) {
    problems.violation(`${field}.resources`, "excludes resource_requirements; give only one of them");
  }
  const requirements = effectiveRequirements(container);
  const path = container.resources === undefined ? `${field}.resource_requirements` : `${field}.resources`;
  const requests = readSide(requirements?.requests, `${path}.requests`, problems);
  const limits = readSide(requirements?.limits, `${path}.limits`, problems);
  for (const name of ["cpu", "memory"] as const) {
    const request = requests[name];
    const limit = limits[name];
    if (request === undefined || limit === undefined || compareQuantities(request, limit) <= 0) continue;
    const asked = requirements?.requests?.[name] ?? "";
    const allowed = requirements?.limits?.[name] ?? "";
    problems.violation(
      `${path}.requests.${name}`,
      `the request ${shown(asked)} is above the limit ${shown(allowed)}; lower it or raise the limit`,
    );
  }
  return { requests: toAmounts(requests), limits: toAmounts(limits) };
}

/** Amounts in force, in the caller's own spelling: one side alone stands for both. */
export function effectiveRequirements(container: v1.Container): v1.ResourceRequirements | undefined {
  const { resources, resourceRequirements } = container;
  if (resources !== undefined) return { requests: resources, limits: resources };
  if (resourceRequirements === undefined) return undefined;
  return {
    requests: resourceRequirements.requests ?? resourceRequirements.limits,
    limits: resourceRequirements.limits ?? resourceRequirements.requests,
  };
}

function readSide(side: v1.Resources | undefined, field: string, problems: Problems): Side {
  if (side?.gpu !== undefined) {
    const details = { reason: REASON.NO_SUITABLE_RUNNER };
    problems.refuse(fieldNotOffered(`${field}.gpu`, "this server has no GPUs; leave it out", details));
  }
  const cpu = readAmount(side?.cpu, `${field}.cpu`, problems);
  const memory = readAmount(side?.memory, `${field}.memory`, problems);
  if (memory !== undefined && toWholeUnits(memory, BYTES_PER_BYTE) < MIN_MEMORY_BYTES) {
    problems.violation(`${field}.memory`, `${shown(side?.memory ?? "")} is less than the least of 4Mi`);
  }
  return { cpu, memory };
}

function readAmount(text: string | undefined, field: string, problems: Problems): Quantity | undefined {
  if (text === undefined || text === "") return undefined;
  const quantity = parseQuantity(text);
  if (quantity === undefined || quantity.numerator === 0n) {
    problems.violation(
      field,
      `${shown(text)} is not a quantity above zero; write it like 500m, 1.5, 512Mi or 2G`,
    );
    return undefined;
  }
  return quantity;
}

function toAmounts({ cpu, memory }: Side): ResourceAmounts {
  return {
    ...(cpu === undefined ? {} : { cpuMillicores: toWholeUnits(cpu, MILLICORES_PER_CPU) }),
    ...(memory === undefined ? {} : { memoryBytes: toWholeUnits(memory, BYTES_PER_BYTE) }),
  };
}
