import "reflect-metadata";

/** Dependency injection by decorators and the types that the compiler writes down. */
type Constructor<T = object> = new (...args: any[]) => T;
const SCOPE = Symbol("scope");
const handlers = new Map<string, { service: Constructor; method: string }>();

export function Injectable(scope: "singleton" | "transient" = "singleton"): ClassDecorator {
  return (target) => {
    Reflect.defineMetadata(SCOPE, scope, target);
  };
}

export function Inject(token: Constructor): ParameterDecorator {
  return (target, _, index) => {
    const tokens: Record<number, Constructor> = Reflect.getOwnMetadata("inject", target) ?? {};
    Reflect.defineMetadata("inject", { ...tokens, [index]: token }, target);
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

export class Container {
  readonly #instances = new Map<Constructor, object>();

  get<T extends object>(token: Constructor<T>): T {
    const known = this.#instances.get(token);
    if (known) return known as T;
    const types: Constructor[] = Reflect.getMetadata("design:paramtypes", token) ?? [];
    const given: Record<number, Constructor> = Reflect.getMetadata("inject", token) ?? {};
    const made = new token(...types.map((type, index) => this.get(given[index] ?? type)));
    if (Reflect.getMetadata(SCOPE, token) === "singleton") this.#instances.set(token, made);
    return made;
  }

  emit(event: string, ...args: unknown[]): unknown {
    const handler = handlers.get(event);
    if (!handler) throw new RangeError(`nobody handles ${event}`);
    const service = this.get(handler.service) as Record<string, (...args: unknown[]) => unknown>;
    return service[handler.method]?.(...args);
  }
}
