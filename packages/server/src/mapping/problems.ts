import type { FieldViolation } from "@cwsandbox/wire";
import { invalidRequest, type ServiceError } from "../errors/index.js";

/** Collects what is wrong with a request, so that its sender learns everything at once. */
export interface Problems {
  /** The field can never have this value. `description` names the value and what to do. */
  violation(field: string, description: string): void;
  /** The request is well-formed, but something in it is not offered here. */
  refuse(error: ServiceError): void;
  /**
   * @throws ServiceError with every violation, else the first refusal.
   */
  throwIfAny(): void;
}

export function collectProblems(): Problems {
  const violations: FieldViolation[] = [];
  const refusals: ServiceError[] = [];
  return {
    violation: (field, description) => void violations.push({ field, description }),
    refuse: (error) => void refusals.push(error),
    throwIfAny() {
      if (violations.length > 0) throw invalidRequest(violations);
      const [first] = refusals;
      if (first !== undefined) throw first;
    },
  };
}

/** The value as it is shown in an error; long ones are cut. */
export function shown(value: string): string {
  return value.length <= 80 ? JSON.stringify(value) : `${JSON.stringify(value.slice(0, 77))}…`;
}
