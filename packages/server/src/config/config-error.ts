/** The server was started with options it cannot work with; the message says what to change. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}
