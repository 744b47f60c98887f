export { ConfigError } from "./config-error.js";
export { HELP } from "./help.js";
export { loadCommand } from "./load-config.js";
export type { Command, EngineConfig } from "./load-config.js";
export type {
  ListenConfig,
  LogLevel,
  ServerConfig,
  TcpListenConfig,
  TlsConfig,
  UnixListenConfig,
} from "./model.js";
