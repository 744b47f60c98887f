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
import { describe, expect, test } from "vitest";
import { CWSandboxValidationError } from "../errors/index.js";
import { frame, startScriptedServer } from "../transport-grpc/scripted-server.test-support.js";
import { Sandbox } from "./sandbox.js";
describe("the container of an operation", () => {
    test("is sent with commands, terminals, files and logs; blank is the primary one", async () => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const seen = [];
            const server = __addDisposableResource(env_1, await startScriptedServer(), true);
            server.on.streamExec = async function* (requests) {
                for await (const { message } of requests) {
                    if (message?.$case === "init")
                        seen.push(["exec", message.value.container]);
                    if (message?.$case === "init")
                        break;
                }
                yield frame.ready();
                yield frame.exit(0);
            };
            server.on.readFile = async ({ container }) => {
                seen.push(["read", container]);
                return {};
            };
            server.on.writeFile = async ({ container }) => {
                seen.push(["write", container]);
                return {};
            };
            server.on.streamLogs = async function* ({ container }) {
                seen.push(["logs", container]);
                yield { data: Buffer.from("line\n") };
            };
            const sandbox = new Sandbox({ baseUrl: server.url });
            await sandbox.exec(["true"], { container: "helper" });
            await sandbox.shell(["sh"], { container: "helper" });
            await sandbox.readFile("/f", { container: "helper" });
            await sandbox.writeFile("/f", new Uint8Array(), { container: "helper" });
            for await (const _line of sandbox.streamLogs({ container: "helper" }))
                ;
            await sandbox.exec(["true"], { container: " " });
            expect(seen).toEqual([
                ["exec", "helper"],
                ["exec", "helper"],
                ["read", "helper"],
                ["write", "helper"],
                ["logs", "helper"],
                ["exec", ""],
            ]);
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
    test("a name that is no text, and unknown options, are refused before any call", async () => {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_2, await startScriptedServer(), true);
            const sandbox = new Sandbox({ baseUrl: server.url });
            const wrong = (options) => [
                () => sandbox.exec(["true"], options),
                () => sandbox.shell(["sh"], options),
                () => sandbox.readFile("/f", options),
                () => sandbox.writeFile("/f", new Uint8Array(), options),
                () => sandbox.streamLogs(options),
            ];
            for (const call of wrong({ container: 7 }))
                expect(call).toThrow(/container must be the name/);
            for (const call of wrong({ contaner: "x" }))
                expect(call).toThrow(/Did you mean "container"/);
            for (const call of wrong({ timeout_seconds: 1 }))
                expect(call).toThrow(CWSandboxValidationError);
            expect(server.calls).toEqual([]);
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
});
//# sourceMappingURL=container-option.test.js.map