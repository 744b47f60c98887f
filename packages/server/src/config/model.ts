/** Where the server listens. */
export type ListenConfig = UnixListenConfig | TcpListenConfig;

export interface UnixListenConfig {
  readonly kind: "unix";
  /** Absolute path of the socket, at most 107 bytes. */
  readonly path: string;
  /** Make the socket's folder when it is missing; it must belong to this user alone. */
  readonly privateFolder: boolean;
}

export interface TcpListenConfig {
  readonly kind: "tcp";
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Absent: plaintext, which is only ever accepted on loopback addresses. */
  readonly tls?: TlsConfig;
}

/** PEM texts. */
export interface TlsConfig {
  readonly certificate: Buffer;
  readonly privateKey: Buffer;
}

export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

/** Limits for every sandbox. */
export interface SandboxLimits {
  /** Size of the writable layer. */
  readonly diskLimitBytes?: number;
  /** For sandboxes that ask for no memory limit. */
  readonly defaultMemoryLimitBytes?: number;
  /** Processes and threads. */
  readonly pidsLimit?: number;
  /** Size of the log beyond which older output is dropped. */
  readonly logLimitBytes?: number;
}

/** Everything the server needs to know, validated and complete. */
export interface ServerConfig {
  readonly engine: "local" | "fake";
  readonly listen: ListenConfig;
  /** Keys that open the server; empty means that every connection is trusted. */
  readonly apiKeys: readonly string[];
  /** Whether this is one user's own server, which leaves by itself when nobody needs it. */
  readonly embedded: boolean;
  /** How long to stay after the last sandbox and the last connection are gone; absent: for ever. */
  readonly idleExitSeconds?: number;
  readonly stateDirectory: string;
  /** Empty: the engine's own. */
  readonly defaultImage: string;
  readonly runtime: "auto" | "crun" | "runc";
  readonly defaultLifetimeSeconds: number;
  readonly maxLifetimeSeconds: number;
  readonly finishedRetentionSeconds: number;
  readonly finishedRetentionCount: number;
  /** Sandboxes that may wait prepared for whoever asks next. */
  readonly mostPrepared: number;
  /** What each sandbox gets; absent: the engine's own. */
  readonly sandboxLimits: SandboxLimits;
  /** Largest message a client may send. */
  readonly maxRequestBytes: number;
  /** Largest file one ReadFile or WriteFile carries; larger ones are streamed by the clients. */
  readonly maxFileBytes: number;
  /** Absent: standard error. */
  readonly logFile?: string;
  readonly logLevel: LogLevel;
  /** Open file descriptor that gets one line of JSON when the server accepts connections. */
  readonly readyFileDescriptor: number;
}
