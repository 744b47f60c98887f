import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CHANNEL_OPTIONS, encodeStatusDetails, ext, v1 } from "@cwsandbox/wire";
import { createServer, ServerError, Status } from "nice-grpc";
export { Status, v1 };
const S = v1.SandboxServiceDefinition;
const E = ext.ExtensionServiceDefinition;
/** Only these methods are served; everything else is UNIMPLEMENTED, as on an older server. */
const SandboxService = {
    name: S.name,
    fullName: S.fullName,
    methods: {
        createSandbox: S.methods.createSandbox,
        getSandbox: S.methods.getSandbox,
        listSandboxes: S.methods.listSandboxes,
        deleteSandbox: S.methods.deleteSandbox,
        streamExec: S.methods.streamExec,
        streamLogs: S.methods.streamLogs,
        readFile: S.methods.readFile,
        writeFile: S.methods.writeFile,
    },
};
/** Starts a server on a unix socket of its own. */
export async function startScriptedServer(options = {}) {
    const folder = await mkdtemp(join(tmpdir(), "cwsandbox-test-"));
    const world = createWorld();
    const server = createServer(CHANNEL_OPTIONS).use(recordCalls(world.calls));
    server.add(SandboxService, delegate(world));
    if (options.features !== undefined) {
        server.add(E, { ...createExtension(world, options.features), ...options.extension });
    }
    const socket = join(folder, "s.sock");
    await server.listen(`unix:${socket}`);
    let isStopped = false;
    const stop = async () => {
        if (isStopped)
            return;
        isStopped = true;
        server.forceShutdown();
        await rm(folder, { recursive: true, force: true });
    };
    return { ...world, url: `unix://${socket}`, stop, [Symbol.asyncDispose]: stop };
}
/** An error with details, as our servers send them. */
export function failure(code, text, details = {}) {
    return new DetailedError(code, text, encodeStatusDetails({ code, message: text, ...details }));
}
/** An error whose trailer carries these bytes. */
export class DetailedError extends ServerError {
    detailBytes;
    constructor(code, text, detailBytes) {
        super(code, text);
        this.detailBytes = detailBytes;
    }
}
/** Frames of a command stream. */
export const frame = {
    ready: () => ({ message: { $case: "ready", value: {} } }),
    stdout: (text) => output(v1.ExecStreamOutput_Stream.STREAM_STDOUT, text),
    stderr: (text) => output(v1.ExecStreamOutput_Stream.STREAM_STDERR, text),
    exit: (exitCode) => ({ message: { $case: "exit", value: { exitCode } } }),
    error: (code, message) => ({
        message: { $case: "error", value: { code, message } },
    }),
};
function output(stream, text) {
    return { message: { $case: "output", value: { stream, data: Buffer.from(text) } } };
}
function createWorld() {
    const calls = [];
    return {
        calls,
        count: (method) => calls.filter((call) => call.method === method).length,
        states: new Map(),
        created: [],
        options: [],
        deleted: [],
        on: {},
    };
}
/** The state a look finds now. */
function look(world, sandboxId) {
    const states = world.states.get(sandboxId) ?? [v1.State.STATE_RUNNING];
    const state = (states.length > 1 ? states.shift() : states[0]) ?? v1.State.STATE_RUNNING;
    return sandboxIn(sandboxId, state);
}
/** A sandbox message in a state. */
export function sandboxIn(sandboxId, state, more = {}) {
    const sandbox = v1.Sandbox.fromPartial({ sandboxId, status: { runnerId: "r1", ...more } });
    // Numbers of a newer release are sent as they are.
    Object.assign(sandbox.status ?? {}, { state });
    return sandbox;
}
function create(world, request) {
    world.created.push(request);
    const sandboxId = `sb-${world.created.length}`;
    return sandboxIn(sandboxId, v1.State.STATE_CREATING);
}
function createDefaults(world) {
    return {
        createSandbox: async (request) => create(world, request),
        getSandbox: async ({ sandboxId }) => look(world, sandboxId),
        listSandboxes: async () => ({ sandboxes: [], nextPageToken: "" }),
        deleteSandbox: async (request) => {
            world.deleted.push(request);
            world.states.set(request.sandboxId, [v1.State.STATE_TERMINATED]);
            return { sandbox: sandboxIn(request.sandboxId, v1.State.STATE_TERMINATING), fileSystemSnapshotIds: [] };
        },
        async *streamExec() {
            yield frame.ready();
            yield frame.exit(0);
        },
        async *streamLogs() { },
        readFile: async () => ({ content: new Uint8Array() }),
        writeFile: async () => ({}),
    };
}
/** Looks a method up at each call, so that tests can replace it at any time. */
function delegate(world) {
    const defaults = createDefaults(world);
    const now = (name) => world.on[name] ?? defaults[name];
    return {
        createSandbox: (request, context) => now("createSandbox")(request, context),
        getSandbox: (request, context) => now("getSandbox")(request, context),
        listSandboxes: (request, context) => now("listSandboxes")(request, context),
        deleteSandbox: (request, context) => now("deleteSandbox")(request, context),
        streamExec: (request, context) => now("streamExec")(request, context),
        streamLogs: (request, context) => now("streamLogs")(request, context),
        readFile: (request, context) => now("readFile")(request, context),
        writeFile: (request, context) => now("writeFile")(request, context),
    };
}
function createExtension(world, features) {
    return {
        getCapabilities: async () => ({
            serverVersion: "0.1.0",
            defaultImage: "builtin",
            features: [...features],
        }),
        createSandbox: async ({ request, options }) => {
            world.options.push(options);
            return create(world, v1.CreateSandboxRequest.fromPartial(request ?? {}));
        },
        async *holdLease(requests) {
            yield { leaseId: "lease-1" };
            for await (const _request of requests)
                ;
        },
        async *watchSandbox({ sandboxId }) {
            for (;;) {
                const sandbox = look(world, sandboxId);
                yield { sandbox, profileName: "default" };
                if ((world.states.get(sandboxId) ?? []).length <= 1)
                    return;
            }
        },
        shutdown: async () => ({}),
    };
}
function recordCalls(calls) {
    return async function* record(call, context) {
        const method = call.method.path.split("/").at(-1) ?? "";
        const headers = new Map();
        for (const [name] of context.metadata)
            headers.set(name, context.metadata.get(name)?.toString() ?? "");
        calls.push({ method, headers });
        try {
            return yield* call.next(call.request, context);
        }
        catch (error) {
            if (error instanceof DetailedError) {
                context.trailer.set("grpc-status-details-bin", error.detailBytes);
            }
            throw error;
        }
    };
}
//# sourceMappingURL=scripted-server.test-support.js.map