import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

import { FunctionSerializationError, Session } from "cwsandbox";
import { afterAll, beforeAll, expect, test } from "vitest";

import { addThisNode } from "../support/images.js";
import { importHostImage } from "../support/imported-image.js";
import { useTestServer } from "../support/suite.js";

useTestServer();

interface Client {
  readonly defaults: { baseURL: string };
  readonly handlers: ((path: string) => string)[];
  request(path: string): string;
  extend(): void;
  readonly extended?: () => string;
}

const PACKAGE = `
  const handlers = [];
  exports.defaults = { baseURL: "" };
  exports.handlers = handlers;
  exports.request = (path) => handlers.reduce((url, handler) => handler(url), exports.defaults.baseURL + path);
  exports.extend = () => { const made = Date.now(); exports.extended = () => "made " + made; };
`;

const IMAGE = "team/with-client:1";
const directory = mkdtempSync(path.join(tmpdir(), "cwsandbox-function-packages-"));
const modules = path.join(directory, "node_modules");
mkdirSync(path.join(modules, "client"), { recursive: true });
writeFileSync(path.join(modules, "client/package.json"), '{"name":"client","version":"1.0.0"}');
writeFileSync(path.join(modules, "client/index.js"), PACKAGE);
const client = createRequire(path.join(directory, "program.js"))("client") as Client;

beforeAll(async () => {
  const add = (root: string): void => {
    addThisNode(root);
    cpSync(modules, path.join(root, "node_modules"), { recursive: true });
  };
  await importHostImage({ reference: IMAGE, add });
});
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

test("what a program changed in a package is seen in the sandbox, whether the package is sent or in the image", async () => {
  await using session = new Session();
  const request = session.function((to: string) => client.request(to));
  const inImage = request.with({ containerImage: IMAGE, packages: ["client"] });
  expect(await Promise.all([request("/a"), inImage("/a")])).toEqual(["/a", "/a"]);

  const mark = "?mine";
  client.defaults.baseURL = "https://example.test";
  client.handlers.push((url) => url + mark);
  expect(request.local("/a")).toBe("https://example.test/a?mine");
  expect(await Promise.all([request("/a"), inImage("/a")])).toEqual(Array(2).fill(request.local("/a")));

  client.extend();
  const extended = session.function(() => client.extended?.());
  const refusal: unknown = await extended().catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(FunctionSerializationError);
  expect(String(refusal)).toMatch(/"client".*inside the function as well.*client\.extended/u);
  expect(await request("/b")).toBe("https://example.test/b?mine");
});
