var __addDisposableResource = (this && this.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (this && this.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
import { afterEach, describe, expect, test, vi } from "vitest";
import { CWSandboxAuthenticationError } from "../errors/index.js";
import { Sandbox } from "../sandbox/index.js";
import { failure, startScriptedServer, Status } from "../transport-grpc/scripted-server.test-support.js";
import { resolveAuthHeaders, setAuthMode } from "./index.js";
/** What a callback in plain JavaScript may do. */
function giveNothing() {
    return JSON.parse("null");
}
afterEach(() => vi.unstubAllEnvs());
describe("authentication", () => {
    test("M1 the key is a bearer header on unary and streaming calls", async () => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            vi.stubEnv("CWSANDBOX_API_KEY", "key-1");
            const server = __addDisposableResource(env_1, await startScriptedServer(), true);
            await new Sandbox({ baseUrl: server.url }).exec(["true"]);
            const methods = new Set(server.calls.map((call) => call.method));
            expect(methods.has("StreamExec") && methods.has("CreateSandbox")).toBe(true);
            const headers = server.calls.map((call) => call.headers.get("authorization"));
            expect(new Set(headers)).toEqual(new Set(["Bearer key-1"]));
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = __disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    });
    test("M1 without a key there is no header, and a refusal is an authentication error", async () => {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            vi.stubEnv("CWSANDBOX_API_KEY", "");
            const server = __addDisposableResource(env_2, await startScriptedServer(), true);
            server.on.createSandbox = async () => {
                throw failure(Status.UNAUTHENTICATED, "no key");
            };
            const started = new Sandbox({ baseUrl: server.url }).start();
            await expect(started).rejects.toBeInstanceOf(CWSandboxAuthenticationError);
            expect(server.calls.some((call) => call.headers.has("authorization"))).toBe(false);
            expect(await resolveAuthHeaders()).toEqual({ headers: {}, strategy: "none" });
        }
        catch (e_2) {
            env_2.error = e_2;
            env_2.hasError = true;
        }
        finally {
            const result_2 = __disposeResources(env_2);
            if (result_2)
                await result_2;
        }
    });
    // The mode cannot be taken back, so everything about it is one test, the last of this file.
    test("M2 a mode replaces the key, the last one wins, and one without headers is an error", async () => {
        const env_3 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_3, await startScriptedServer(), true);
            setAuthMode("x", () => ({ headers: { "X-Token": "t" }, strategy: "x" }));
            await Sandbox.list({ baseUrl: server.url });
            expect(server.calls.map((call) => call.headers.get("x-token"))).toEqual(["t"]);
            setAuthMode("y", async () => ({ headers: { "X-Token": "u" }, strategy: "y" }));
            await Sandbox.list({ baseUrl: server.url });
            expect(server.calls.at(-1)?.headers.get("x-token")).toBe("u");
            setAuthMode("empty", giveNothing);
            const listed = Sandbox.list({ baseUrl: server.url });
            await expect(listed).rejects.toBeInstanceOf(CWSandboxAuthenticationError);
            await expect(listed).rejects.toThrow('"empty"');
        }
        catch (e_3) {
            env_3.error = e_3;
            env_3.hasError = true;
        }
        finally {
            const result_3 = __disposeResources(env_3);
            if (result_3)
                await result_3;
        }
    });
});
//# sourceMappingURL=auth.test.js.map