import { readFileSync } from "node:fs";
import { encodeStatusDetails, ERROR_DOMAIN, REASON } from "@cwsandbox/wire";
import { Status } from "nice-grpc";
import { describe, expect, test } from "vitest";
import * as errors from "../errors/index.js";
import { toSandboxError } from "./errors.js";
/** Every name an operation has in errors. */
const OPERATIONS = [
    "Create sandbox",
    "Stop sandbox",
    "Get sandbox",
    "Get status",
    "Poll sandbox status",
    "Watch sandbox",
    "List sandboxes",
    "Delete sandbox",
    "Execute command",
    "TTY exec",
    "Read file",
    "Write file",
    "Stream logs",
];
const LOOK_UPS = ["List runners", "Get runner", "List profiles", "Get profile"];
const METADATA = {
    filepath: "/from/server",
    runner_id: "r-1",
    profile_name: "p-1",
    volume_id: "v-1",
};
function translate({ code, reason, domain = ERROR_DOMAIN }, call) {
    const cause = new Error("transport");
    const detailBytes = encodeStatusDetails({
        code,
        message: "text",
        retryDelaySeconds: 1.5,
        ...(reason === undefined ? {} : { errorInfo: { reason, domain, metadata: METADATA } }),
    });
    const error = toSandboxError({ code, text: "text", detailBytes, cause, address: "unix:///s" }, call);
    expect(error).toMatchObject({
        reason: reason ?? null,
        metadata: reason === undefined ? {} : METADATA,
        retryDelay: 1.5,
        retryDelaySeconds: 1.5,
        cause,
    });
    if (!(error instanceof errors.CWSandboxError))
        throw new Error(`${String(error)} is not ours`);
    return error;
}
/** Status, class, code and text of the contract's table; `%` stands for the operation. */
const STATUS_ROWS = [
    [Status.NOT_FOUND, "SandboxNotFoundError", "SANDBOX_NOT_FOUND", "Sandbox 'sb-1' not found"],
    [Status.CANCELLED, "SandboxNotRunningError", "SANDBOX_NOT_RUNNING", "% was cancelled: text"],
    [Status.DEADLINE_EXCEEDED, "SandboxRequestTimeoutError", "SANDBOX_REQUEST_TIMEOUT", "% timed out: text"],
    [
        Status.UNAVAILABLE,
        "SandboxUnavailableError",
        "SANDBOX_UNAVAILABLE",
        "Service unavailable: % got no answer from unix:///s: text",
    ],
    [
        Status.RESOURCE_EXHAUSTED,
        "SandboxResourceExhaustedError",
        "SANDBOX_RESOURCE_EXHAUSTED",
        "% resource exhausted: text",
    ],
    [
        Status.UNAUTHENTICATED,
        "CWSandboxAuthenticationError",
        "AUTHENTICATION_FAILED",
        "Authentication failed: text",
    ],
    [
        Status.PERMISSION_DENIED,
        "CWSandboxAuthenticationError",
        "AUTHENTICATION_FAILED",
        "Permission denied: text",
    ],
    ...[
        Status.UNKNOWN,
        Status.INVALID_ARGUMENT,
        Status.ALREADY_EXISTS,
        Status.FAILED_PRECONDITION,
        Status.ABORTED,
        Status.OUT_OF_RANGE,
        Status.UNIMPLEMENTED,
        Status.INTERNAL,
        Status.DATA_LOSS,
    ].map((code) => [code, "SandboxError", "SANDBOX_ERROR", "% failed: text"]),
];
/** The same for look-ups of runners and profiles. */
const LOOK_UP_ROWS = STATUS_ROWS.map(([status, name, code, text]) => {
    if (code === "AUTHENTICATION_FAILED")
        return [status, name, code, text];
    const ownText = status === Status.NOT_FOUND || status === Status.CANCELLED ? "% failed: text" : text;
    return [status, "DiscoveryError", "DISCOVERY_FAILED", ownText];
});
const FAILURES = Object.values(Status).filter((code) => typeof code === "number" && code !== Status.OK);
describe("by status", () => {
    test("N4 the tables have a row for every status", () => {
        expect(new Set(STATUS_ROWS.map(([status]) => status))).toEqual(new Set(FAILURES));
        expect(new Set(LOOK_UP_ROWS.map(([status]) => status))).toEqual(new Set(FAILURES));
    });
    describe.each(OPERATIONS)("%s", (operation) => {
        test.each(STATUS_ROWS)("N4 status %i: %s", (code, name, errorCode, text) => {
            const error = translate({ code }, { operation, sandboxId: "sb-1" });
            expect([error.name, error.code]).toEqual([name, errorCode]);
            expect(error.message).toContain(text.replace("%", operation));
            if (error instanceof errors.SandboxNotFoundError)
                expect(error.sandboxId).toBe("sb-1");
        });
    });
    describe.each(LOOK_UPS)("%s", (operation) => {
        test.each(LOOK_UP_ROWS)("N4 status %i: %s", (code, name, errorCode, text) => {
            const error = translate({ code }, { operation, discovery: {} });
            expect([error.name, error.code]).toEqual([name, errorCode]);
            expect(error.message).toContain(text.replace("%", operation));
        });
    });
    test("N4 without a sandbox the server's text says what was not found", () => {
        const error = translate({ code: Status.NOT_FOUND }, { operation: "List sandboxes" });
        expect(error).toMatchObject({ name: "SandboxNotFoundError", sandboxId: null, message: "text" });
    });
    test("N4 a call's own time limit has its own error", () => {
        const own = new errors.SandboxTimeoutError("too slow");
        const call = { operation: "Execute command", makeTimeoutError: () => own };
        expect(toSandboxError(failure(Status.DEADLINE_EXCEEDED), call)).toBe(own);
    });
    test("an answer that cannot be decoded", () => {
        const text = "Message parsing error: invalid wire type";
        const error = toSandboxError({ ...failure(Status.INTERNAL), text }, { operation: "Get sandbox" });
        expect(error).toMatchObject({ name: "SandboxProtocolError", code: "SANDBOX_PROTOCOL_ERROR" });
    });
});
function failure(code) {
    return { code, text: "text", detailBytes: undefined, cause: undefined, address: "unix:///s" };
}
/** Class that a trusted reason decides, or `status` where the code decides. */
const REASON_ROWS = {
    SANDBOX_NOT_FOUND: "SandboxNotFoundError",
    SANDBOX_NOT_RUNNING: "status",
    FILE_NOT_FOUND: "SandboxFileError",
    FILE_IS_DIRECTORY: "SandboxFileError",
    FILE_PERMISSION_DENIED: "SandboxFileError",
    FILE_IO_FAILED: "SandboxFileError",
    FILE_TOO_LARGE: "SandboxFileError",
    FILE_TRUNCATED: "SandboxFileError",
    COMMAND_TIMEOUT: "SandboxCommandTimeoutError",
    RUNNER_UNAVAILABLE: "SandboxUnavailableError",
    BACKEND_UNAVAILABLE: "SandboxUnavailableError",
    RUNNER_SHARD_RETIRING: "SandboxUnavailableError",
    RUNNER_CAPACITY_EXHAUSTED: "status",
    RUNNER_OVERLOADED: "status",
    PLACEMENT_REJECTED: "status",
    PLACEMENT_CONSTRAINT_UNSATISFIED: "status",
    NO_SUITABLE_RUNNER: "status",
    RUNNER_NOT_FOUND: "RunnerNotFoundError",
    PROFILE_NOT_FOUND: "ProfileNotFoundError",
    SERVERLESS_NOT_ALLOWED: "status",
    SERVERLESS_DISABLED: "status",
    SERVERLESS_MISCONFIGURED: "status",
    INVALID_REQUEST: "status",
    REQUEST_ID_CONFLICT: "status",
    RESOURCE_CEILING_EXCEEDED: "status",
    SECRET_STORE_NOT_PROVISIONED: "status",
    NOT_IMPLEMENTED: "status",
    TLS_PASSTHROUGH_ENDPOINTS_NOT_SUPPORTED: "status",
    HTTPS_SHARE_TOKEN_NOT_SUPPORTED: "status",
    FSS_NOT_FOUND: "SandboxError",
    FSS_NOT_READY: "SandboxError",
    FSS_NOT_SUPPORTED: "SandboxError",
    FSS_SIZE_EXCEEDED: "SandboxError",
    FSS_QUOTA_EXCEEDED: "SandboxResourceExhaustedError",
    FSS_BUCKET_MISMATCH: "SandboxError",
    FSS_BUCKET_PROVISIONING: "SandboxUnavailableError",
    FSS_BUCKET_UNAVAILABLE: "SandboxError",
    FSS_WAIT_TIMEOUT: "SandboxTimeoutError",
    FSS_BACKEND_THROTTLED: "SandboxUnavailableError",
    FSS_INFLIGHT_LIMIT: "SandboxUnavailableError",
    FSS_RESTORE_FAILED: "SandboxError",
    FSS_CREATE_FAILED: "SandboxError",
    FSS_CREATE_TIMED_OUT: "SandboxError",
    FSS_AUTH_FAILED: "SandboxError",
    FSS_TRANSPORT_FAILED: "SandboxError",
    FSS_CANCELED: "SandboxError",
    VOLUME_NOT_FOUND: "SandboxError",
    VOLUME_NOT_READY: "SandboxError",
    VOLUME_PLACEMENT_CONFLICT: "SandboxError",
    VOLUME_RUNNER_UNAVAILABLE: "SandboxUnavailableError",
    VOLUME_RUNNER_INELIGIBLE: "SandboxError",
    VOLUME_TYPE_NOT_SUPPORTED: "SandboxError",
    VOLUME_NOT_SNAPSHOTTABLE: "SandboxError",
    VOLUME_BACKEND_NOT_FOUND: "SandboxError",
    VOLUME_IN_USE: "SandboxError",
    VOLUME_QUOTA_EXCEEDED: "SandboxResourceExhaustedError",
};
/** How the text of an error goes on after the operation, by class. */
const TEXTS = {
    SandboxNotFoundError: "Sandbox 'sb-1' not found",
    SandboxCommandTimeoutError: "Create sandbox timed out: text",
    SandboxTimeoutError: "Create sandbox timed out: text",
    SandboxUnavailableError: "Service unavailable: text",
    SandboxResourceExhaustedError: "Create sandbox resource exhausted: text",
};
describe("by reason", () => {
    const call = { operation: "Create sandbox", sandboxId: "sb-1" };
    const rows = Object.entries(REASON).map(([name, reason]) => {
        const className = Object.entries(REASON_ROWS).find(([key]) => key === name)?.[1] ?? "missing";
        return [reason, className];
    });
    test.each(rows)("N1 the trusted reason %s gives %s, whatever the status", (reason, className) => {
        for (const [code, nameByStatus, , text] of STATUS_ROWS) {
            const error = translate({ code, reason }, call);
            expect(error.name).toBe(className === "status" ? nameByStatus : className);
            const expected = className === "status" ? text.replace("%", "Create sandbox") : TEXTS[className];
            expect(error.message).toContain(expected ?? "Create sandbox failed: text");
        }
    });
    test.each(rows)("N1 the reason %s of another domain is kept, but the status decides", (reason) => {
        for (const [code, nameByStatus] of STATUS_ROWS) {
            expect(translate({ code, reason, domain: "elsewhere.org" }, call).name).toBe(nameByStatus);
            expect(translate({ code, reason, domain: "" }, call).name).toBe(nameByStatus);
        }
    });
    test("docs/errors.md lists every reason beside its class", () => {
        const page = readFileSync(new URL("../../../../docs/errors.md", import.meta.url), "utf8");
        const listed = [...page.matchAll(/^\| (?:`(?<name>\w+)`|by status) +\| (?<reasons>`CWSANDBOX_.*)\|$/gm)]
            .map(({ groups }) => ({ name: groups?.["name"] ?? "status", text: groups?.["reasons"] ?? "" }))
            .flatMap(({ name, text }) => [...text.matchAll(/`(\w+)`/g)].map(([, reason]) => `${reason} ${name}`));
        expect(listed.sort()).toEqual(rows.map(([reason, className]) => `${reason} ${className}`).sort());
    });
    test("N2 the facts of the call beat those of the server, which are used when the call has none", () => {
        const named = (reason, more = {}) => translate({ code: Status.INTERNAL, reason }, { ...call, ...more });
        expect(named(REASON.FILE_NOT_FOUND)).toMatchObject({ filepath: "/from/server" });
        expect(named(REASON.FILE_NOT_FOUND, { filepath: "/asked" })).toMatchObject({ filepath: "/asked" });
        expect(named(REASON.RUNNER_NOT_FOUND)).toMatchObject({ runnerId: "r-1" });
        expect(named(REASON.RUNNER_NOT_FOUND, { discovery: { runnerId: "r" } })).toMatchObject({ runnerId: "r" });
        expect(named(REASON.PROFILE_NOT_FOUND)).toMatchObject({ profileName: "p-1", runnerId: "r-1" });
        expect(named(REASON.PROFILE_NOT_FOUND, { discovery: { profileName: "p" } })).toMatchObject({
            profileName: "p",
            runnerId: "r-1",
        });
        expect(named(REASON.SANDBOX_NOT_FOUND)).toMatchObject({ sandboxId: "sb-1" });
    });
    test("in a look-up only its own reasons decide", () => {
        const named = (reason) => translate({ code: Status.INTERNAL, reason }, { operation: "List runners", discovery: {} }).name;
        const decided = rows.filter(([reason]) => named(reason) !== "DiscoveryError");
        expect(decided.map(([reason]) => [reason, named(reason)])).toEqual([
            [REASON.RUNNER_NOT_FOUND, "RunnerNotFoundError"],
            [REASON.PROFILE_NOT_FOUND, "ProfileNotFoundError"],
        ]);
    });
});
describe("refused fields", () => {
    const fieldViolations = [
        { field: "sandbox.spec.tags[0]", description: "is too long" },
        { field: "request_id", description: "is empty" },
    ];
    const refusal = (call) => toSandboxError({
        ...failure(Status.INVALID_ARGUMENT),
        text: "bad request: is empty",
        detailBytes: encodeStatusDetails({ code: Status.INVALID_ARGUMENT, message: "", fieldViolations }),
    }, call);
    test.each([
        ["SandboxValidationError", "SANDBOX_VALIDATION_FAILED", { operation: "Create sandbox" }],
        ["DiscoveryValidationError", "DISCOVERY_VALIDATION_FAILED", { operation: "List runners", discovery: {} }],
    ])("N7 become a %s that lists them, each once", (name, code, call) => {
        const error = refusal(call);
        expect(error).toBeInstanceOf(errors.CWSandboxValidationError);
        expect(error).toMatchObject({ name, code, field: "sandbox.spec.tags[0]", fieldViolations });
        expect(error.message).toBe(`${call.operation} failed: bad request: is empty (sandbox.spec.tags[0]: is too long)`);
    });
});
//# sourceMappingURL=error-table.test.js.map