import "reflect-metadata";

/** Dependency injection by decorators and the types that the compiler writes down. */
type Constructor<T = object> = new (...args: any[]) => T;
const SCOPE = Symbol("scope");
const tokens = new Map<object, Map<number, Constructor>>();
const handlers = new Map<string, { service: Constructor; method: string }>();

export function Injectable(scope: "singleton" | "transient" = "singleton"): ClassDecorator {
  return (target) => {
    Object.defineProperty(target, SCOPE, { value: scope });
  };
}

export function Inject(token: Constructor): ParameterDecorator {
  return (target, _, index) => {
    const known = tokens.get(target) ?? new Map<number, Constructor>();
    tokens.set(target, known.set(index, token));
  };
}

export function On(event: string): MethodDecorator {
  return (target, key) => {
    handlers.set(event, { service: target.constructor as Constructor, method: String(key) });
  };
}

export function Logged(target: object, key: string, descriptor: PropertyDescriptor): PropertyDescriptor {
  const original = descriptor.value as (...args: unknown[]) => unknown;
  return {
    ...descriptor,
    value(this: object, ...args: unknown[]) {
      console.log(`${target.constructor.name}.${key}(${args.join(", ")})`);
      return original.apply(this, args);
    },
  };
}

/** What the compiler wrote down, when it did. */
export function typesOf(token: Constructor): string[] {
  const types: Constructor[] = Reflect.getMetadata("design:paramtypes", token) ?? [];
  return types.map(({ name }) => name);
}

export class Container {
  readonly #instances = new Map<Constructor, object>();

  get<T extends object>(token: Constructor<T>): T {
    const known = this.#instances.get(token);
    if (known) return known as T;
    const given = [...(tokens.get(token) ?? [])].sort(([a], [b]) => a - b);
    const made = new token(...given.map(([, type]) => this.get(type)));
    if (Reflect.get(token, SCOPE) === "singleton") this.#instances.set(token, made);
    return made;
  }

  emit(event: string, ...args: unknown[]): unknown {
    const handler = handlers.get(event);
    if (!handler) throw new RangeError(`nobody handles ${event}`);
    const service = this.get(handler.service) as Record<string, (...args: unknown[]) => unknown>;
    return service[handler.method]?.(...args);
  }
}
