import { encodeStatusDetails, ext, v1 } from "@cwsandbox/wire";
import { type CallContext, ServerError, Status } from "nice-grpc";
export { Status, v1 };
/** Only these methods are served; everything else is UNIMPLEMENTED, as on an older server. */
declare const SandboxService: {
    readonly name: "SandboxService";
    readonly fullName: "coreweave.sandbox.v1.SandboxService";
    readonly methods: {
        readonly createSandbox: {
            readonly name: "CreateSandbox";
            readonly requestType: typeof v1.CreateSandboxRequest;
            readonly requestStream: false;
            readonly responseType: typeof v1.Sandbox;
            readonly responseStream: false;
            readonly options: {
                readonly _unknownFields: {
                    readonly 578365826: readonly [Uint8Array];
                };
            };
        };
        readonly getSandbox: {
            readonly name: "GetSandbox";
            readonly requestType: typeof v1.GetSandboxRequest;
            readonly requestStream: false;
            readonly responseType: typeof v1.Sandbox;
            readonly responseStream: false;
            readonly options: {
                readonly _unknownFields: {
                    readonly 578365826: readonly [Uint8Array];
                };
            };
        };
        readonly listSandboxes: {
            readonly name: "ListSandboxes";
            readonly requestType: typeof v1.ListSandboxesRequest;
            readonly requestStream: false;
            readonly responseType: typeof v1.ListSandboxesResponse;
            readonly responseStream: false;
            readonly options: {
                readonly _unknownFields: {
                    readonly 578365826: readonly [Uint8Array];
                };
            };
        };
        readonly deleteSandbox: {
            readonly name: "DeleteSandbox";
            readonly requestType: typeof v1.DeleteSandboxRequest;
            readonly requestStream: false;
            readonly responseType: typeof v1.DeleteSandboxResponse;
            readonly responseStream: false;
            readonly options: {
                readonly _unknownFields: {
                    readonly 578365826: readonly [Uint8Array];
                };
            };
        };
        readonly streamExec: {
            readonly name: "StreamExec";
            readonly requestType: typeof v1.ExecStreamRequest;
            readonly requestStream: true;
            readonly responseType: typeof v1.ExecStreamResponse;
            readonly responseStream: true;
            readonly options: {};
        };
        readonly streamLogs: {
            readonly name: "StreamLogs";
            readonly requestType: typeof v1.StreamLogsRequest;
            readonly requestStream: false;
            readonly responseType: typeof v1.LogEntry;
            readonly responseStream: true;
            readonly options: {};
        };
        readonly readFile: {
            readonly name: "ReadFile";
            readonly requestType: typeof v1.ReadFileRequest;
            readonly requestStream: false;
            readonly responseType: typeof v1.ReadFileResponse;
            readonly responseStream: false;
            readonly options: {
                readonly _unknownFields: {
                    readonly 578365826: readonly [Uint8Array];
                };
            };
        };
        readonly writeFile: {
            readonly name: "WriteFile";
            readonly requestType: typeof v1.WriteFileRequest;
            readonly requestStream: false;
            readonly responseType: typeof v1.WriteFileResponse;
            readonly responseStream: false;
            readonly options: {
                readonly _unknownFields: {
                    readonly 578365826: readonly [Uint8Array];
                };
            };
        };
    };
};
type Methods = Pick<v1.SandboxServiceImplementation<CallContext>, keyof typeof SandboxService.methods>;
type Extension = Omit<ext.ExtensionServiceImplementation<CallContext>, "shutdown">;
/** A call the server has seen. */
export interface SeenCall {
    readonly method: string;
    readonly headers: ReadonlyMap<string, string>;
}
/** A server that does what a test says, over a real socket. */
export interface ScriptedServer extends AsyncDisposable {
    readonly url: string;
    readonly calls: SeenCall[];
    /** How often a method was called. */
    count(method: string): number;
    /** What the next looks at a sandbox find; the last state stays. */
    readonly states: Map<string, v1.State[]>;
    /** Requests of creates, in order; those over the extension too. */
    readonly created: v1.CreateSandboxRequest[];
    /** Options of creates over the extension. */
    readonly options: (ext.CreateOptions | undefined)[];
    readonly deleted: v1.DeleteSandboxRequest[];
    /** Replaces methods while the server runs. */
    readonly on: Partial<Methods>;
    /** Ends the server with all its connections. */
    stop(): Promise<void>;
}
/** What a scripted server offers. */
export interface ScriptOptions {
    /** Features of the extension; without it the extension is not served. */
    readonly features?: readonly string[];
    /** Replaces methods of the extension. */
    readonly extension?: Partial<Extension>;
}
/** Starts a server on a unix socket of its own. */
export declare function startScriptedServer(options?: ScriptOptions): Promise<ScriptedServer>;
/** An error with details, as our servers send them. */
export declare function failure(code: Status, text: string, details?: Omit<Parameters<typeof encodeStatusDetails>[0], "code" | "message">): ServerError;
/** An error whose trailer carries these bytes. */
export declare class DetailedError extends ServerError {
    readonly detailBytes: Uint8Array;
    constructor(code: Status, text: string, detailBytes: Uint8Array);
}
/** Frames of a command stream. */
export declare const frame: {
    ready: () => ExecFrame;
    stdout: (text: string | Uint8Array) => ExecFrame;
    stderr: (text: string | Uint8Array) => ExecFrame;
    exit: (exitCode: number) => ExecFrame;
    error: (code: string, message: string) => ExecFrame;
};
type ExecFrame = v1.DeepPartial<v1.ExecStreamResponse>;
/** A sandbox message in a state. */
export declare function sandboxIn(sandboxId: string, state: number, more?: v1.DeepPartial<v1.SandboxStatus>): v1.Sandbox;
//# sourceMappingURL=scripted-server.test-support.d.ts.map