/** The value cannot be carried faithfully; the message says where and why. */
export class NotCarriedError extends Error {}

/** The way from the result to a part of it, as links because most of it is never shown. */
export interface Trail {
  readonly parent: Trail | null;
  /** Words, or a key that is put into words only when it is shown. */
  readonly step: string | { readonly key: PropertyKey };
}

export const START: Trail = { parent: null, step: "value" };

export function through(parent: Trail, step: string): Trail {
  return { parent, step };
}

export function throughKey(parent: Trail, key: PropertyKey): Trail {
  return { parent, step: { key } };
}

function stepText({ step }: Trail): string {
  if (typeof step === "string") return step;
  if (typeof step.key === "symbol") return `[${String(step.key)}]`;
  const text = String(step.key);
  if (/^\d+$/u.test(text)) return `[${text}]`;
  const isName = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text);
  return isName ? `.${text}` : `[${JSON.stringify(text)}]`;
}

const MAX_SHOWN_STEPS = 20;

export function refuse(trail: Trail, problem: string): never {
  const steps: string[] = [];
  for (let at: Trail | null = trail; at !== null; at = at.parent) steps.push(stepText(at));
  steps.reverse();
  const shown =
    steps.length <= MAX_SHOWN_STEPS
      ? steps
      : [...steps.slice(0, MAX_SHOWN_STEPS / 2), "…", ...steps.slice(-MAX_SHOWN_STEPS / 2)];
  throw new NotCarriedError(`${shown.join("")} ${problem}`);
}
