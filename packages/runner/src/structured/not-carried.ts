/** The value cannot be carried faithfully; the message says where and why. */
export class NotCarriedError extends Error {}

/** The way from the result to a part of it, as links because most of it is never shown. */
export interface Trail {
  readonly parent: Trail | null;
  readonly step: PropertyKey;
  /** A key is put into words only when it is shown; a part has none and is told in words. */
  readonly kind: "key" | "part";
}

export const START: Trail = { parent: null, step: "value", kind: "part" };

export function through(parent: Trail, step: string): Trail {
  return { parent, step, kind: "part" };
}

export function throughKey(parent: Trail, key: PropertyKey): Trail {
  return { parent, step: key, kind: "key" };
}

function stepText({ step, kind }: Trail): string {
  if (typeof step === "symbol") return `[${String(step)}]`;
  const text = String(step);
  if (kind === "part") return text;
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
