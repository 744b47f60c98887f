import { describe, expect, test } from "vitest";
import { CWSandboxValidationError } from "../errors/index.js";
import { resolveServerAddress } from "./index.js";
const ENVIRONMENT = { CWSANDBOX_BASE_URL: "https://environment.example" };
function url(text) {
    return resolveServerAddress({ explicit: text, environment: {} });
}
describe("M3 base URL", () => {
    test("argument beats environment beats defaults", () => {
        const defaults = "https://defaults.example";
        expect(resolveServerAddress({ explicit: "http://h", environment: ENVIRONMENT, defaults })).toMatchObject({
            url: "http://h",
        });
        expect(resolveServerAddress({ environment: ENVIRONMENT, defaults })).toMatchObject({
            host: "environment.example",
        });
        expect(resolveServerAddress({ environment: { CWSANDBOX_BASE_URL: " " }, defaults })).toMatchObject({
            host: "defaults.example",
        });
    });
    test("without any: the documented address with a key, else the embedded server", () => {
        expect(resolveServerAddress({ environment: { CWSANDBOX_API_KEY: "k" } })).toMatchObject({
            url: "https://api.cwsandbox.com",
            tls: true,
            port: 443,
        });
        expect(resolveServerAddress({ environment: {} })).toEqual({ kind: "embedded" });
        expect(resolveServerAddress({ explicit: "", environment: {} })).toEqual({ kind: "embedded" });
    });
    test.each([
        [
            "http://127.0.0.1:8080",
            { kind: "tcp", url: "http://127.0.0.1:8080", host: "127.0.0.1", port: 8080, tls: false },
        ],
        [
            "https://a.example/",
            { kind: "tcp", url: "https://a.example", host: "a.example", port: 443, tls: true },
        ],
        [
            "HTTPS://A.example:8443//",
            { kind: "tcp", url: "https://a.example:8443", host: "a.example", port: 8443, tls: true },
        ],
        [
            "http://[::1]:50051",
            { kind: "tcp", url: "http://[::1]:50051", host: "[::1]", port: 50_051, tls: false },
        ],
        [
            "unix:///run/user/0/s.sock",
            { kind: "unix", url: "unix:///run/user/0/s.sock", path: "/run/user/0/s.sock" },
        ],
    ])("%s is accepted", (text, expected) => {
        expect(url(text)).toEqual(expected);
    });
    test.each([
        "ftp://host",
        "host:8080",
        "/path/to",
        "https://",
        "http:///x",
        "http://:8080",
        "https://host/path",
        "https://host?x=1",
        "https://host/#",
        "https://user:key@host",
        "http://host:0",
        "http://host:99999",
        "unix://relative/s.sock",
        "unix:/s.sock",
        "unix:///",
    ])("%s is refused", (text) => {
        expect(() => url(text)).toThrow(CWSandboxValidationError);
    });
    test("the error says where the address came from", () => {
        expect(() => resolveServerAddress({ environment: { CWSANDBOX_BASE_URL: "ftp://x" } })).toThrow(/^CWSANDBOX_BASE_URL is "ftp:\/\/x"/);
    });
});
//# sourceMappingURL=server-address.test.js.map