export interface User {
  readonly id: string;
  readonly name: string;
  readonly roles: ReadonlySet<string>;
}

export class HttpError extends Error {
  constructor(
    public readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

type Next = (user?: User) => Promise<Response>;
export type Middleware = (request: Request, next: Next, user?: User) => Promise<Response>;
export type Handler = (
  request: Request,
  params: Record<string, string | undefined>,
  user?: User,
) => Promise<Response>;

export const route = <T extends Middleware>(middleware: T): T => Object.freeze(middleware);

export function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
}

interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly chain: readonly Middleware[];
  readonly handler: Handler;
}

export class Router {
  readonly #routes: Route[] = [];
  readonly #always: Middleware[] = [];
  readonly #prefix: string;

  constructor({ prefix = "" }: { prefix?: string } = {}) {
    this.#prefix = prefix;
  }

  get(path: string, ...rest: [...Middleware[], Handler]): this {
    return this.#add("GET", path, rest);
  }

  post(path: string, ...rest: [...Middleware[], Handler]): this {
    return this.#add("POST", path, rest);
  }

  use(...middleware: Middleware[]): this {
    this.#always.push(...middleware);
    return this;
  }

  #add(method: string, path: string, rest: (Middleware | Handler)[]): this {
    const pattern = new RegExp(`^${this.#prefix}${path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`);
    const handler = rest.pop() as Handler;
    this.#routes.push({ method, pattern, chain: rest as Middleware[], handler });
    return this;
  }

  async handle(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    try {
      for (const { method, pattern, chain, handler } of this.#routes) {
        const match = method === request.method && pattern.exec(pathname);
        if (!match) continue;
        const all = [...this.#always, ...chain];
        const run = (index: number, user?: User): Promise<Response> => {
          const middleware = all[index];
          return middleware
            ? middleware(request, (next) => run(index + 1, next), user)
            : handler(request, { ...match.groups }, user);
        };
        return await run(0);
      }
      throw new HttpError(404, `no route for ${request.method} ${pathname}`);
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      return json({ error: `${error.name}: ${error.message}` }, error.status);
    }
  }
}
