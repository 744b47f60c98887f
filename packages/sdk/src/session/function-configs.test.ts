import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SandboxDefaults } from "../config/index.js";
import type { RemoteFunctionOptions } from "../functions/index.js";
import { FunctionConfigs } from "./function-configs.js";

beforeEach(() => vi.stubEnv("CWSANDBOX_BASE_URL", "http://one:1"));
afterEach(() => {
  vi.unstubAllEnvs();
});

const configs = new FunctionConfigs(new SandboxDefaults({ tags: ["all"] }));

test("texts and numbers are resolved once for a function", () => {
  const options = { containerImage: "mine", requestTimeoutSeconds: 5 };
  expect(configs.of(options)).toMatchObject({
    containerImage: "mine",
    requestTimeoutSeconds: 5,
    tags: ["all"],
  });
  expect(configs.of(options)).toBe(configs.of(options));
  expect(configs.of({ ...options })).not.toBe(configs.of(options));
});

test("what the caller may change is read at each call", () => {
  const environmentVariables: Record<string, string> = { A: "1" };
  const options: RemoteFunctionOptions = { environmentVariables };
  expect(configs.of(options).environmentVariables).toEqual({ A: "1" });
  environmentVariables["A"] = "2";
  expect(configs.of(options).environmentVariables).toEqual({ A: "2" });
});

test("the environment may lead to another server", () => {
  const options = { containerImage: "mine" };
  expect(configs.of(options).server).toMatchObject({ url: "http://one:1" });
  vi.stubEnv("CWSANDBOX_BASE_URL", "http://other:2");
  expect(configs.of(options).server).toMatchObject({ url: "http://other:2" });
});
