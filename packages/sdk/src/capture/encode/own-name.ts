import { refuse, type Trail } from "../payload/index.js";
import { withoutWrapper } from "../wrappers.js";
import type { FunctionShape } from "../source/index.js";
import { type LiveScope, type Script, nodesAround, scriptProgram } from "../engine/index.js";

interface Place {
  readonly fn: object;
  readonly script: Script;
  readonly offset: number;
  readonly scopes: readonly LiveScope[];
  readonly trail: Trail;
}

/**
 * A function that mentions its own name means itself in an expression, but the variable of that name in a
 * declaration, and that may hold something else by now. Their texts look the same, so the script decides.
 */
export function resolveOwnName(shape: FunctionShape, place: Place): FunctionShape {
  if (shape.form !== "function" || shape.nameless === null || shape.ownName === null) return shape;
  const { ownName } = shape;
  const scope = place.scopes.find(({ names }) => names.has(ownName));
  if (scope === undefined) return shape;
  const live = scope.read(ownName);
  const isItself = typeof live === "function" && withoutWrapper(live) === place.fn;
  const isWritten = shape.nameless.variables.get(ownName)?.written === true;
  if (isItself && !isWritten) return shape;
  return isDeclaration(place, ownName) ? { ...shape, ...shape.nameless, ownName: null } : shape;
}

function isDeclaration({ script, offset, trail }: Place, name: string): boolean {
  const program = scriptProgram(script);
  const around = program === null ? [] : nodesAround(program, offset);
  const found = around.find(
    (node) => node.start === offset && /^Function(?:Declaration|Expression)$/u.test(node.type),
  );
  if (found === undefined)
    refuse(trail, `a function whose own name "${name}" means something that cannot be found out`);
  return found.type === "FunctionDeclaration";
}
