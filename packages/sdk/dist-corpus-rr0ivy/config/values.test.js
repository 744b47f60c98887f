import { describe, expect, test } from "vitest";
import { CWSandboxValidationError } from "../errors/index.js";
import { checkOptionKeys, isTerminalStatus, parseSandboxStatus, readNetwork, readResources, SandboxStatus, } from "./index.js";
import { readMountedFiles } from "./mounted-files.js";
import { readPorts, readS3Mount } from "./ports.js";
import { compareQuantities } from "./quantity.js";
import { mergeSecrets, readSecrets } from "./secrets.js";
function refusedField(action) {
    try {
        action();
    }
    catch (error) {
        if (error instanceof CWSandboxValidationError)
            return error.field;
        throw error;
    }
    throw new Error("nothing was refused");
}
function order(left, right) {
    return compareQuantities({ field: "left", text: left }, { field: "right", text: right });
}
describe("quantities", () => {
    test.each([
        ["500m", "0.5", 0],
        ["1Gi", "1G", 1],
        ["1G", "1Gi", -1],
        ["1000m", " 1 ", 0],
        ["1e3", "1k", 0],
        ["1E", "1e18", 0],
        ["1Ei", "1E", 1],
        ["0.1", "100m", 0],
        ["0.30000000000000000001", "0.3", 1],
        ["9007199254740993", "9007199254740992", 1],
        ["1.5Gi", "1536Mi", 0],
        [".5", "5.e-1", 0],
        ["1024Ki", "1Mi", 0],
        ["1P", "1000T", 0],
    ])("%s against %s is %i", (left, right, expected) => {
        expect(order(left, right)).toBe(expected);
    });
    test.each([
        "",
        " ",
        "-1",
        "-500m",
        "1e3m",
        "1e3Gi",
        "abc",
        "1 Gi",
        "1gi",
        "1K",
        ".",
        "Gi",
        "+1",
        "1e999",
        "0x10",
        "Infinity",
    ])("J4 %j is refused", (text) => {
        expect(refusedField(() => order(text, "1"))).toBe("left");
    });
});
describe("resources", () => {
    test("J1 the flat form gives both sides, the texts unchanged", () => {
        const amounts = { cpu: "1", memory: " 1Gi" };
        expect(readResources(amounts)).toEqual({ requests: amounts, limits: amounts });
    });
    test("J2 both sides stay as they are", () => {
        const burstable = { requests: { cpu: "500m", memory: "512Mi" }, limits: { cpu: "1", memory: "1Gi" } };
        expect(readResources(burstable)).toEqual(burstable);
    });
    test("J3 one side only is copied", () => {
        const side = { cpu: "2" };
        expect(readResources({ requests: side })).toEqual({ requests: side, limits: side });
        expect(readResources({ limits: side, requests: {} })).toEqual({ requests: side, limits: side });
    });
    test("J5 graphics processors in all forms", () => {
        expect(readResources({ gpu: 1 })).toEqual({ gpu: { count: 1 } });
        expect(readResources({ gpu: { count: 2, type: "A100" } })).toEqual({ gpu: { count: 2, type: "A100" } });
        expect(readResources({ gpu: { count: 1, memory_gb: 40 } })).toEqual({ gpu: { count: 1, memoryGb: 40 } });
        expect(readResources({ requests: { cpu: "1" }, gpu: { memoryGb: 8 } })).toMatchObject({
            gpu: { memoryGb: 8 },
        });
    });
    test("absent and empty parts count as absent; reading the answer again changes nothing", () => {
        expect(readResources(undefined)).toBeUndefined();
        expect(readResources(null)).toBeUndefined();
        expect(readResources({ requests: {}, limits: {} })).toBeUndefined();
        const once = readResources({ cpu: "1", gpu: 1 });
        expect(readResources(once)).toEqual(once);
    });
    test.each([
        ["request above limit", { requests: { cpu: "2" }, limits: { cpu: "1500m" } }, "resources.requests.cpu"],
        [
            "memory above limit",
            { requests: { memory: "1Gi" }, limits: { memory: "1G" } },
            "resources.requests.memory",
        ],
        ["unknown key", { cpu: "1", disk: "1Gi" }, "disk"],
        ["unknown key beside the sides", { requests: {}, cpu: "1" }, "cpu"],
        ["unknown key in a side", { limits: { cpus: "1" } }, "cpus"],
        ["nothing in it", {}, "resources"],
        ["a text", "1", "resources"],
        ["an array", [], "resources"],
        ["GPU as text", { gpu: "1" }, "resources.gpu"],
        ["GPU 0", { gpu: 0 }, "resources.gpu"],
        ["GPU true", { gpu: true }, "resources.gpu"],
        ["GPU count true", { gpu: { count: true } }, "resources.gpu.count"],
        ["GPU memory 0", { gpu: { memoryGb: 0 } }, "resources.gpu.memoryGb"],
        ["GPU type number", { gpu: { type: 1 } }, "resources.gpu.type"],
        ["number instead of text", { cpu: 1 }, "resources.cpu"],
        ["negative", { limits: { memory: "-1" } }, "resources.limits.memory"],
        ["scientific with suffix", { cpu: "1e3m" }, "resources.cpu"],
    ])("J4 refused: %s", (_, input, field) => {
        expect(refusedField(() => readResources(input))).toBe(field);
    });
    test("J4 a request above its limit is refused with both values", () => {
        expect(() => readResources({ requests: { cpu: "2" }, limits: { cpu: "1" } })).toThrow('resources.requests.cpu is "2", which is above resources.limits.cpu, "1".');
    });
});
describe("network and ports", () => {
    test("J7 an object is copied, anything else refused", () => {
        const ports = [8000];
        const network = readNetwork({ ingressMode: "public", exposedPorts: ports, egressMode: "internet" });
        ports.push(1);
        expect(network).toEqual({ ingressMode: "public", exposedPorts: [8000], egressMode: "internet" });
        expect(readNetwork({ exposedPorts: [] })).toEqual({});
        expect(readNetwork(undefined)).toBeUndefined();
        for (const wrong of ["public", 5, []])
            expect(refusedField(() => readNetwork(wrong))).toBe("network");
        expect(refusedField(() => readNetwork({ ingress: "public" }))).toBe("network.ingress");
        expect(refusedField(() => readNetwork({ exposedPorts: [0] }))).toBe("network.exposedPorts[0]");
        expect(refusedField(() => readNetwork({ exposedPorts: 80 }))).toBe("network.exposedPorts");
    });
    test("ports and bucket", () => {
        expect(readPorts([{ containerPort: 80, name: "web" }])).toEqual([{ containerPort: 80, name: "web" }]);
        expect(refusedField(() => readPorts([{ containerPort: 65_536 }]))).toBe("ports[0].containerPort");
        expect(refusedField(() => readPorts({}))).toBe("ports");
        const mount = { bucket: "b", directory: "", mountPath: "/data" };
        expect(readS3Mount(mount)).toEqual(mount);
        expect(refusedField(() => readS3Mount({ bucket: "", directory: "", mountPath: "/" }))).toBe("s3Mount.bucket");
    });
});
describe("secrets", () => {
    const secret = { store: "vault", name: "TOKEN" };
    test("the variable is the name unless given", () => {
        expect(readSecrets([secret])).toEqual([{ ...secret, field: "", envVar: "TOKEN" }]);
    });
    test("F6 defaults come first, identical entries collapse, one variable with two sources is refused", () => {
        const [defaults, explicit] = [
            readSecrets([secret]),
            readSecrets([{ store: "vault", name: "KEY" }, secret]),
        ];
        expect(mergeSecrets(defaults, explicit).map((item) => item.envVar)).toEqual(["TOKEN", "KEY"]);
        const other = readSecrets([{ store: "other", name: "x", envVar: "TOKEN" }]);
        expect(() => mergeSecrets(defaults, other)).toThrow(/TOKEN: vault\/TOKEN and other\/x/);
    });
    test("empty parts are refused by name", () => {
        expect(refusedField(() => readSecrets([{ store: "", name: "x" }]))).toBe("secrets[0].store");
        expect(refusedField(() => readSecrets([{ store: "s" }]))).toBe("secrets[0].name");
        expect(refusedField(() => readSecrets([{ ...secret, envVar: "" }]))).toBe("secrets[0].envVar");
        expect(refusedField(() => readSecrets([{ ...secret, path: "x" }]))).toBe("path");
        expect(refusedField(() => readSecrets(secret))).toBe("secrets");
    });
});
describe("mounted files", () => {
    test("E7 both spellings, a map, text as UTF-8, bytes copied", () => {
        const bytes = Uint8Array.of(0, 255);
        const files = readMountedFiles([
            { mountPath: "/a", fileContent: "ü" },
            { path: "/b", content: bytes },
        ]);
        bytes.fill(7);
        expect(files.map((file) => [file.path, [...file.content]])).toEqual([
            ["/a", [0xc3, 0xbc]],
            ["/b", [0, 255]],
        ]);
        const map = { "/etc/a b": "x" };
        expect(readMountedFiles(map)).toEqual([{ path: "/etc/a b", content: Buffer.from("x") }]);
        expect(readMountedFiles(undefined)).toEqual([]);
    });
    test("what cannot be a file is refused", () => {
        expect(refusedField(() => readMountedFiles([{ mountPath: "a", fileContent: "" }]))).toBe("mountedFiles[0].mountPath");
        expect(refusedField(() => readMountedFiles([{ mountPath: "/a" }]))).toBe("mountedFiles[0].fileContent");
        expect(refusedField(() => readMountedFiles([{ mountPath: "/a", fileContents: "" }]))).toBe("fileContents");
        expect(refusedField(() => readMountedFiles("x"))).toBe("mountedFiles");
    });
});
describe("status", () => {
    test("texts, terminal ones, and G2 an unknown text", () => {
        expect(parseSandboxStatus("preparing")).toBe(SandboxStatus.PREPARING);
        const terminal = Object.values(SandboxStatus).filter(isTerminalStatus);
        expect(terminal).toEqual(["completed", "failed", "terminated"]);
        expect(refusedField(() => parseSandboxStatus("bogus"))).toBe("status");
    });
});
describe("unknown options", () => {
    test("name the key and the nearest known one", () => {
        expect(() => checkOptionKeys({ container_image: "x" }, ["sandbox"], "session.sandbox()")).toThrow('session.sandbox() has no option "container_image". Did you mean "containerImage"?');
        expect(() => checkOptionKeys({ bananas: 1 }, ["list", "call"], "Sandbox.list()")).toThrow(/Known are: tags,/);
        expect(() => checkOptionKeys({ tags: [] }, ["function"], "session.function()")).toThrow(/no option "tags"/);
        checkOptionKeys({ tags: [], signal: undefined }, ["list", "call"], "Sandbox.list()");
    });
});
//# sourceMappingURL=values.test.js.map