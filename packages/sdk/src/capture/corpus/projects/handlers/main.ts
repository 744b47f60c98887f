import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { HttpError, json, route, Router } from "./router.js";

/** Handlers as web frameworks take them, and an application made of them. */
const signature = "handlers-of-tests";
const users = new Map([
  ["1", { id: "1", name: "Ada", roles: new Set(["admin"]) }],
  ["2", { id: "2", name: "Bob", roles: new Set<string>() }],
]);

const sign = (text: string) => createHmac("sha256", signature).update(text).digest();

const authenticate = route(async (request, next) => {
  const [user = "", mac = ""] = (request.headers.get("authorization") ?? "").split(".");
  const expected = sign(user);
  const given = Buffer.from(mac, "hex");
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new HttpError(401, "who are you?");
  return next(users.get(user));
});

const requireRole = (role: string) =>
  route(async (_, next, user) => {
    if (!user?.roles.has(role)) throw new HttpError(403, `${role} only`);
    return next(user);
  });

const app = new Router({ prefix: "/api" })
  .use(authenticate)
  .get("/users/:id", async (_, { id }) => {
    const user = users.get(id ?? "");
    if (!user) throw new HttpError(404, `no user ${id}`);
    return json({ ...user, roles: [...user.roles] });
  })
  .post("/users", requireRole("admin"), async (request) => {
    const { name } = (await request.json()) as { name: string };
    const id = String(users.size + 1);
    users.set(id, { id, name, roles: new Set() });
    return json({ id }, 201);
  });

/** A handler of a route, as a framework with file-system routes wants it. */
async function GET(request: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const { slug } = await params;
  return Response.json(
    { slug, page: Number(searchParams.get("page") ?? 1) },
    { headers: { "x-slug": slug } },
  );
}

/** A handler with `req`, `res` and `next`. */
function legacy(req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void): void {
  if (req.url === "/boom") return next(new Error("boom"));
  res.writeHead(200, { "content-type": "text/plain" });
  res.end(`${req.method} ${req.url} ${users.size}`);
}

/** Handlers that may be taken off their object, as some frameworks want them. */
class Counter {
  #hits = 0;
  readonly hit = (): number => ++this.#hits;
}
const { hit } = new Counter();
class Plain {
  hits = 0;
  readonly count = function count(this: Plain): number {
    return ++this.hits;
  }.bind(this);
}
const { count: bound } = new Plain();

async function send(method: string, path: string, { as = "", body }: { as?: string; body?: unknown } = {}) {
  const headers = { authorization: `${as}.${sign(as).toString("hex")}`, "content-type": "application/json" };
  const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
  const response = await app.handle(new Request(`http://localhost${path}`, init));
  return [response.status, await response.json()];
}

export const CORPUS = [
  { name: "an application", fn: () => send("GET", "/api/users/1", { as: "2" }) },
  {
    name: "several requests",
    fn: async () => {
      const created = await send("POST", "/api/users", { as: "1", body: { name: "Cy" } });
      return [created, await send("GET", "/api/users/3", { as: "1" }), users.size];
    },
  },
  { name: "an application says no", fn: () => send("POST", "/api/users", { as: "2", body: {} }) },
  { name: "no route", fn: () => send("DELETE", "/api", { as: "1" }) },
  {
    name: "a handler of a route",
    fn: async (slug: string) => {
      const response = await GET(new Request(`http://localhost/${slug}?page=2`), {
        params: Promise.resolve({ slug }),
      });
      return [response.status, response.headers.get("x-slug"), await response.json()];
    },
    args: ["about"],
  },
  { name: "a bound handler", fn: () => [bound(), bound()] },
  { name: "a handler that is an arrow", fn: () => hit(), perhapsRefused: "around it" },
  {
    name: "a server that lives as long as the call",
    fn: async () => {
      const server = createServer((req, res) =>
        legacy(req, res, (error) => {
          res.statusCode = 500;
          res.end(String(error));
        }),
      );
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const { port } = server.address() as AddressInfo;
      const answers = await Promise.all(
        ["/a", "/boom"].map(async (path) => (await fetch(`http://127.0.0.1:${port}${path}`)).text()),
      );
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      return answers;
    },
  },
];
