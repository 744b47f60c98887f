/** The gRPC server, for tests and programs that embed it. The program itself is `main.js`. */
export { ConfigError, loadCommand } from "./config/index.js";
export type {
  Command,
  EngineConfig,
  ListenConfig,
  LogLevel,
  ServerConfig,
  TcpListenConfig,
  TlsConfig,
  UnixListenConfig,
} from "./config/index.js";
export { AlreadyServingError } from "./listening/index.js";
export { startServer } from "./start-server.js";
export type { RunningServer, ServerParts } from "./start-server.js";
