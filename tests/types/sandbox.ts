import {
  type ByteSource,
  type CallOptions,
  type CommandValue,
  type CompletionOptions,
  type DeleteOptions,
  type ExecOptions,
  type FileChange,
  type FileInfo,
  type FileOptions,
  type ListOptions,
  type LogOptions,
  type OperationRef,
  type Process,
  type RunOptions,
  Sandbox,
  type SandboxConstructorOptions,
  type SandboxFiles,
  type SandboxProperties,
  type SandboxStatus,
  type Session,
  type ShellOptions,
  type SignalOptions,
  type StopOptions,
  type StreamReader,
  type TerminalSession,
} from "cwsandbox";
import type { Accepts, Assert, Equal, Refuse } from "./assert.js";

const { signal } = new AbortController();
const run = async () => [await Sandbox.run(), await Sandbox.run("sleep", "9", { tags: [], signal })] as const;
const command = (sandbox: Sandbox): [Process, Process] => [
  sandbox.exec(["ls", "-l"], { cwd: "/", check: true, signal }),
  sandbox.exec`ls ${"-l"} ${["/a", "/b"]}`,
];
const used = Sandbox.use(async (sandbox) => (await sandbox.exec(["true"])).returncode);
const withOptions = Sandbox.use({ containerImage: "app:1" }, (sandbox) => sandbox.sandboxId);

export async function lives(): Promise<void> {
  await using sandbox = new Sandbox({ command: null, maxLifetimeSeconds: 60 });
  await sandbox.start();
}

/** Making, finding and ending sandboxes. */
export type Life = [
  Assert<Equal<ConstructorParameters<typeof Sandbox>, [options?: SandboxConstructorOptions | undefined]>>,
  Assert<Equal<ReturnType<typeof run>, Promise<readonly [Sandbox, Sandbox]>>>,
  Refuse<Accepts<{ baseUrl: 1 }, RunOptions>>,
  Assert<Equal<typeof used, Promise<number>>>,
  Assert<Equal<typeof withOptions, Promise<string | null>>>,
  Assert<Equal<ReturnType<typeof Sandbox.session>, Session>>,
  Assert<Equal<Parameters<typeof Sandbox.list>, [options?: (ListOptions & CallOptions) | undefined]>>,
  Assert<Equal<ReturnType<typeof Sandbox.list>, OperationRef<Sandbox[]>>>,
  Assert<Equal<Parameters<typeof Sandbox.fromId>, [sandboxId: string, options?: CallOptions | undefined]>>,
  Assert<Equal<ReturnType<typeof Sandbox.fromId>, OperationRef<Sandbox>>>,
  Assert<Equal<Parameters<typeof Sandbox.delete>, [sandboxId: string, options?: DeleteOptions | undefined]>>,
  Assert<Equal<ReturnType<typeof Sandbox.delete>, OperationRef<void>>>,
  Assert<Equal<Parameters<Sandbox["start"]>, [options?: SignalOptions | undefined]>>,
  Assert<Equal<ReturnType<Sandbox["start"]>, OperationRef<void>>>,
  Assert<
    Equal<
      Parameters<Sandbox["wait"]>,
      [timeoutSeconds?: number | undefined, options?: SignalOptions | undefined]
    >
  >,
  Assert<
    Equal<
      Parameters<Sandbox["waitUntilComplete"]>,
      [timeoutSeconds?: number | undefined, options?: CompletionOptions | undefined]
    >
  >,
  Assert<Accepts<ReturnType<Sandbox["waitUntilComplete"]>, OperationRef<Sandbox>>>,
  Assert<Equal<ReturnType<Sandbox["getStatus"]>, Promise<SandboxStatus>>>,
  Assert<Equal<Parameters<Sandbox["stop"]>, [options?: StopOptions | undefined]>>,
  Assert<Equal<ReturnType<Sandbox["stop"]>, OperationRef<void>>>,
  Assert<Accepts<Sandbox, AsyncDisposable>>,
];

/** Commands, logs and files. */
export type Work = [
  Assert<Equal<ReturnType<Sandbox["exec"]>, Process>>,
  Assert<Equal<ReturnType<typeof command>, [Process, Process]>>,
  Refuse<Accepts<readonly number[], Parameters<Sandbox["exec"]>[0]>>,
  Assert<Accepts<string | number | readonly string[], CommandValue>>,
  Assert<Equal<ReturnType<Sandbox["readFileStreaming"]>, StreamReader<Uint8Array>>>,
  Assert<Equal<ReturnType<Sandbox["writeFileStreaming"]>, OperationRef<void>>>,
  Assert<Accepts<AsyncIterable<Uint8Array>, ByteSource>>,
  Refuse<Accepts<{ timeoutSeconds: "1" }, ExecOptions>>,
  Assert<
    Equal<
      Parameters<Sandbox["shell"]>,
      [command?: readonly string[] | undefined, options?: ShellOptions | undefined]
    >
  >,
  Assert<Equal<ReturnType<Sandbox["shell"]>, TerminalSession>>,
  Assert<Equal<Parameters<Sandbox["streamLogs"]>, [options?: LogOptions | undefined]>>,
  Assert<Equal<ReturnType<Sandbox["streamLogs"]>, StreamReader<string>>>,
  Assert<Equal<Parameters<Sandbox["readFile"]>, [path: string, options?: FileOptions | undefined]>>,
  Assert<Equal<ReturnType<Sandbox["readFile"]>, OperationRef<Uint8Array>>>,
  Assert<Accepts<[path: string, contents: Uint8Array], Parameters<Sandbox["writeFile"]>>>,
  Assert<Equal<ReturnType<Sandbox["writeFile"]>, OperationRef<void>>>,
  Assert<Equal<ReturnType<SandboxFiles["list"]>, OperationRef<FileInfo[]>>>,
  Assert<Equal<ReturnType<SandboxFiles["stat"]>, OperationRef<FileInfo>>>,
  Assert<Equal<ReturnType<SandboxFiles["upload"]>, OperationRef<void>>>,
  Assert<Equal<ReturnType<SandboxFiles["download"]>, OperationRef<void>>>,
  Assert<Equal<ReturnType<SandboxFiles["makeDirectory"]>, OperationRef<void>>>,
  Assert<Equal<ReturnType<SandboxFiles["remove"]>, OperationRef<void>>>,
  Assert<Equal<ReturnType<SandboxFiles["watch"]>, OperationRef<StreamReader<FileChange>>>>,
  Assert<Equal<Sandbox["files"], SandboxFiles>>,
  Assert<Accepts<Sandbox, SandboxProperties>>,
];
