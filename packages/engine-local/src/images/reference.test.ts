import { EngineError } from "@cwsandbox/engine";
import { describe, expect, test } from "vitest";
import { parseReference } from "./reference.js";

const DIGEST = `sha256:${"0a".repeat(32)}`;

describe("parseReference", () => {
  test.each([
    ["python", "python:latest", "python", "latest"],
    ["python:3.11", "python:3.11", "python", "3.11"],
    ["builtin", "builtin", "builtin", undefined],
    ["builtin:latest", "builtin", "builtin", undefined],
    ["builtin:2", "builtin:2", "builtin", "2"],
    ["localhost:5000/a/b", "localhost:5000/a/b:latest", "localhost:5000/a/b", "latest"],
    ["ghcr.io/some-one/x__y:v1_2.3-4", "ghcr.io/some-one/x__y:v1_2.3-4", "ghcr.io/some-one/x__y", "v1_2.3-4"],
    [`app@${DIGEST}`, `app@${DIGEST}`, "app", undefined],
    [`app:1@${DIGEST}`, `app:1@${DIGEST}`, "app", "1"],
  ])("%s", (text, whole, name, tag) => {
    const reference = parseReference(text);
    expect(reference.text).toBe(whole);
    expect(reference.name).toBe(name);
    expect(reference.tag).toBe(tag);
    expect(reference.digest).toBe(text.includes("@") ? DIGEST : undefined);
  });

  test.each([
    "",
    ":tag",
    "app:",
    "App",
    "a//b",
    "/a",
    "a/",
    "../a",
    "a b",
    "a\nb",
    "a:b:c",
    `a:${"x".repeat(129)}`,
    "a@sha256:12",
    `a@sha512:${"0".repeat(64)}`,
    `a@${DIGEST.toUpperCase()}`,
    "x".repeat(256),
  ])("%j is refused, and the text shows it", (text) => {
    expect(() => parseReference(text)).toThrow(EngineError);
    expect(() => parseReference(text)).toThrow(JSON.stringify(text));
  });
});
