/** The least of a schema library that an agent needs. */
export interface Schema<T> {
  readonly kind: string;
  parse(value: unknown, path?: string): T;
  optional(): Schema<T | undefined>;
}

function schema<T>(kind: string, parse: (value: unknown, path: string) => T): Schema<T> {
  return {
    kind,
    parse: (value, path = "input") => parse(value, path),
    optional: () =>
      schema(`${kind}?`, (value, path) => (value === undefined ? undefined : parse(value, path))),
  };
}

const primitive = <T>(kind: string) =>
  schema<T>(kind, (value, path) => {
    if (typeof value !== kind) throw new TypeError(`${path} must be a ${kind}, not ${JSON.stringify(value)}`);
    return value as T;
  });

export const s = {
  string: () => primitive<string>("string"),
  number: () => primitive<number>("number"),
  array: <T>(inner: Schema<T>) =>
    schema<T[]>(`${inner.kind}[]`, (value, path) =>
      Array.from(value as Iterable<unknown>, (item, index) => inner.parse(item, `${path}[${index}]`)),
    ),
  object: <T extends Record<string, unknown>>(shape: { [K in keyof T]: Schema<T[K]> }) =>
    schema<T>("object", (value, path) => {
      const entries = Object.entries(shape).map(([key, inner]) => [
        key,
        inner.parse((value as Record<string, unknown>)[key], `${path}.${key}`),
      ]);
      return Object.fromEntries(entries) as T;
    }),
};

export interface Tool<In, Out> {
  readonly description: string;
  readonly input: Schema<In>;
  execute(input: In): Promise<Out> | Out;
}

export class ToolRegistry {
  readonly #tools = new Map<string, Tool<any, any>>();
  readonly #calls: { tool: string; ok: boolean }[] = [];
  static #instances = 0;

  constructor(readonly label: string) {
    ToolRegistry.#instances += 1;
  }

  define<In, Out>(name: string, tool: Tool<In, Out>): this {
    this.#tools.set(name, tool);
    return this;
  }

  async call(name: string, input: unknown): Promise<unknown> {
    const tool = this.#tools.get(name);
    if (!tool) throw new RangeError(`no tool named ${name}; there are ${[...this.#tools.keys()].join(", ")}`);
    try {
      const result = await tool.execute(tool.input.parse(input));
      this.#calls.push({ tool: name, ok: true });
      return result;
    } catch (error) {
      this.#calls.push({ tool: name, ok: false });
      throw new ToolError(name, { cause: error });
    }
  }

  get history(): readonly string[] {
    return this.#calls.map(
      ({ tool, ok }) => `${this.label}#${ToolRegistry.#instances}: ${tool} ${ok ? "ok" : "failed"}`,
    );
  }
}

export class ToolError extends Error {
  override name = "ToolError";
  constructor(
    readonly tool: string,
    options: ErrorOptions,
  ) {
    super(`tool ${tool} failed: ${(options.cause as Error).message}`, options);
  }
}
