import { describe, expect, test } from "vitest";
import { CWSandboxValidationError } from "../errors/index.js";
import { DEFAULT_ARGS, resolveSandboxOptions, SandboxDefaults, toSandboxDefaults, } from "./index.js";
function resolve(explicit, defaults = new SandboxDefaults()) {
    return resolveSandboxOptions(explicit, defaults, {});
}
describe("SandboxDefaults", () => {
    test("has the documented built-in values", () => {
        const defaults = new SandboxDefaults();
        expect(defaults).toMatchObject({
            containerImage: undefined,
            command: "/bin/sh",
            requestTimeoutSeconds: 300,
            pollRetryBudgetSeconds: 30,
            pollRpcTimeoutSeconds: 15,
            maxLifetimeSeconds: undefined,
            tempDir: "/tmp",
            tags: [],
            secrets: [],
            environmentVariables: {},
            annotations: {},
        });
        expect(defaults.args[0]).toBe("-c");
        expect(defaults.args[1]).toContain("TERM INT");
    });
    test("is immutable and independent of what it was made of", () => {
        const tags = ["a"];
        const environmentVariables = { A: "1" };
        const defaults = new SandboxDefaults({ tags, environmentVariables, resources: { cpu: "1" } });
        tags.push("b");
        environmentVariables["A"] = "2";
        expect(defaults.tags).toEqual(["a"]);
        expect(defaults.environmentVariables).toEqual({ A: "1" });
        expect(() => Object.assign(defaults, { command: "x" })).toThrow(TypeError);
        expect(() => Object.assign(defaults.environmentVariables, { A: "x" })).toThrow(TypeError);
        expect(() => Object.assign(defaults.resources?.limits ?? {}, { cpu: "x" })).toThrow(TypeError);
    });
    test("merging gives new values: tags behind, extras win, nothing deduplicated", () => {
        const defaults = new SandboxDefaults({
            tags: ["a"],
            environmentVariables: { A: "1", B: "2" },
            annotations: { x: "1" },
        });
        expect(defaults.mergeTags(["a", "c"])).toEqual(["a", "a", "c"]);
        expect(defaults.mergeTags()).toEqual(["a"]);
        expect(defaults.mergeEnvironmentVariables({ B: "3" })).toEqual({ A: "1", B: "3" });
        expect(defaults.mergeAnnotations({ y: "2" })).toEqual({ x: "1", y: "2" });
        expect(defaults.environmentVariables).toEqual({ A: "1", B: "2" });
    });
    test("M4 withOverrides replaces and leaves the original", () => {
        const defaults = new SandboxDefaults({ tags: ["a"], tempDir: "/work" });
        const changed = defaults.withOverrides({ tags: ["b"], containerImage: "alpine" });
        expect(changed).toMatchObject({ tags: ["b"], containerImage: "alpine", tempDir: "/work" });
        expect(defaults).toMatchObject({ tags: ["a"], containerImage: undefined });
        const unknown = { tag: ["c"] };
        expect(() => defaults.withOverrides(unknown)).toThrow(/no option "tag". Did you mean "tags"/);
    });
    test.each([
        [{ pollRetryBudgetSeconds: -1 }, "pollRetryBudgetSeconds"],
        [{ pollRetryBudgetSeconds: Number.NaN }, "pollRetryBudgetSeconds"],
        [{ pollRpcTimeoutSeconds: 0 }, "pollRpcTimeoutSeconds"],
        [{ pollRpcTimeoutSeconds: Number.POSITIVE_INFINITY }, "pollRpcTimeoutSeconds"],
        [{ tempDir: "tmp" }, "tempDir"],
    ])("M4 refuses %o", (options, field) => {
        expect(() => new SandboxDefaults(options)).toThrow(CWSandboxValidationError);
        expect(() => new SandboxDefaults(options)).toThrow(field);
    });
    test("F14 a mapping may have unknown keys and nulls", () => {
        const defaults = toSandboxDefaults({
            containerImage: null,
            command: null,
            tags: null,
            requestTimeoutSeconds: null,
            environmentVariables: null,
            network: { egressMode: "blocked" },
            secrets: [{ store: "s", name: "n" }],
            resources: { cpu: "1" },
            color: "blue",
        });
        expect(defaults).toMatchObject({ command: "/bin/sh", tags: [], requestTimeoutSeconds: 300 });
        expect(defaults.network).toEqual({ egressMode: "blocked" });
        expect(defaults.secrets).toHaveLength(1);
        expect(toSandboxDefaults(defaults)).toBe(defaults);
        expect(toSandboxDefaults(null)).toEqual(new SandboxDefaults());
    });
    test("F14 text as a list and a number as defaults are refused", () => {
        for (const field of ["tags", "args", "profileIds", "profileNames", "runnerIds"]) {
            expect(() => toSandboxDefaults({ [field]: "text" })).toThrow(`${field} must be an array`);
        }
        expect(() => Reflect.apply(toSandboxDefaults, undefined, [5])).toThrow(/defaults must be an object/);
        expect(() => Reflect.apply(toSandboxDefaults, undefined, [["a"]])).toThrow(CWSandboxValidationError);
    });
});
describe("precedence", () => {
    test("F4 image and resources are replaced, tags are added behind", () => {
        const defaults = new SandboxDefaults({
            containerImage: "a",
            tags: ["my-project"],
            resources: { cpu: "1" },
        });
        const config = resolve({
            containerImage: "b",
            tags: ["gpu-workload"],
            resources: {
                requests: { cpu: "4", memory: "16Gi" },
                limits: { cpu: "8", memory: "32Gi" },
                gpu: { count: 1 },
            },
        }, defaults);
        expect(config.tags).toEqual(["my-project", "gpu-workload"]);
        expect(config.containerImage).toBe("b");
        expect(config.resources).toEqual({
            requests: { cpu: "4", memory: "16Gi" },
            limits: { cpu: "8", memory: "32Gi" },
            gpu: { count: 1 },
        });
        expect(resolve({ containerImage: "" }, defaults)).toMatchObject({
            containerImage: "a",
            tags: ["my-project"],
        });
        expect(resolve({}).containerImage).toBeUndefined();
    });
    test("F5 variables and annotations merge key by key, without touching either source", () => {
        const defaults = new SandboxDefaults({ environmentVariables: { A: "1", B: "2" } });
        const explicit = { B: "3", C: "4" };
        const config = resolve({ environmentVariables: explicit }, defaults);
        explicit["C"] = "changed";
        expect(config.environmentVariables).toEqual({ A: "1", B: "3", C: "4" });
        expect(resolve({}, defaults).environmentVariables).toEqual({ A: "1", B: "2" });
    });
    test("F6 conflicting secrets are refused when the sandbox is built", () => {
        const defaults = new SandboxDefaults({ secrets: [{ store: "a", name: "TOKEN" }] });
        expect(resolve({ secrets: [{ store: "a", name: "KEY" }] }, defaults).secrets).toHaveLength(2);
        expect(() => resolve({ secrets: [{ store: "b", name: "TOKEN" }] }, defaults)).toThrow(CWSandboxValidationError);
    });
    test("F16 selectors: absent uses the default, empty clears it, each on its own", () => {
        const defaults = new SandboxDefaults({ runnerIds: ["r1"], profileNames: ["p"], profileIds: [] });
        expect(resolve({}, defaults)).toMatchObject({
            placement: { first: { mode: "cks", runnerIds: ["r1"] } },
            profileNames: ["p"],
            profileIds: undefined,
        });
        expect(resolve({ runnerIds: null }, defaults).placement.first.runnerIds).toEqual(["r1"]);
        expect(resolve({ runnerIds: [] }, defaults)).toMatchObject({
            placement: { first: { mode: "unspecified", runnerIds: [] } },
            profileNames: ["p"],
        });
        expect(resolve({ runnerIds: ["r2"] }, defaults).placement.first.runnerIds).toEqual(["r2"]);
    });
    test("B21 the keep-alive script is for the built-in shell only", () => {
        expect(resolve({})).toMatchObject({ command: "/bin/sh", args: DEFAULT_ARGS });
        expect(resolve({ command: "env" })).toMatchObject({ command: "env", args: [] });
        expect(resolve({ command: "/bin/sh", args: [] })).toMatchObject({ command: "/bin/sh", args: [] });
        expect(resolve({ args: ["-c", "true"] })).toMatchObject({ command: "/bin/sh", args: ["-c", "true"] });
        const defaults = new SandboxDefaults({ command: "sleep", args: ["9"] });
        expect(resolve({}, defaults)).toMatchObject({ command: "sleep", args: ["9"] });
    });
    test("limits: 0 counts as given", () => {
        const defaults = new SandboxDefaults({
            requestTimeoutSeconds: 60,
            maxLifetimeSeconds: 10,
            pollRetryBudgetSeconds: 5,
        });
        expect(resolve({ maxLifetimeSeconds: 0, pollRetryBudgetSeconds: 0 }, defaults)).toMatchObject({
            requestTimeoutSeconds: 60,
            maxLifetimeSeconds: 0,
            pollRetryBudgetSeconds: 0,
            pollRpcTimeoutSeconds: 15,
        });
    });
    test("network, files and ports: explicit as a whole", () => {
        const defaults = new SandboxDefaults({ network: { ingressMode: "public", exposedPorts: [80] } });
        expect(resolve({ network: { egressMode: "blocked" } }, defaults).network).toEqual({
            egressMode: "blocked",
        });
        expect(resolve({}, defaults).network).toEqual({ ingressMode: "public", exposedPorts: [80] });
        expect(resolve({ mountedFiles: { "/a": "x" }, ports: [{ containerPort: 1 }] })).toMatchObject({
            mountedFiles: [{ path: "/a" }],
            ports: [{ containerPort: 1 }],
        });
    });
    test("mistakes are refused with the field's name", () => {
        const wrong = {
            tags: { tags: "text" },
            "tags[1]": { tags: ["a", 5] },
            environmentVariables: { environmentVariables: { "A=B": "x" } },
            "environmentVariables.A": { environmentVariables: { A: 1 } },
            maxTimeoutSeconds: { maxTimeoutSeconds: 1.5 },
            requestTimeoutSeconds: { requestTimeoutSeconds: "5" },
            comand: { comand: "x" },
            network: { network: "public" },
            baseUrl: { baseUrl: "ftp://x" },
        };
        for (const [field, options] of Object.entries(wrong)) {
            let seen;
            try {
                resolve(options);
            }
            catch (error) {
                seen = error;
            }
            expect(seen).toBeInstanceOf(CWSandboxValidationError);
            expect(seen).toMatchObject({ field });
        }
    });
});
//# sourceMappingURL=defaults.test.js.map