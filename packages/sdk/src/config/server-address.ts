import { refusal, show } from "./check.js";
import { API_KEY_VARIABLE, BASE_URL_VARIABLE, DOCUMENTED_BASE_URL } from "./constants.js";

/** Environment variables, usually those of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Which server is talked to. */
export type ServerAddress =
  /** The user's own server on this machine, started when nobody listens. */
  | { readonly kind: "embedded" }
  | { readonly kind: "unix"; readonly url: string; readonly path: string }
  | {
      readonly kind: "tcp";
      /** Without trailing slash; equal for equal servers. */
      readonly url: string;
      readonly host: string;
      readonly port: number;
      /** Encrypted for https, plain text for http. */
      readonly tls: boolean;
    };

/** The places an address can come from, strongest first. */
export interface AddressSources {
  /** The `baseUrl` argument. */
  readonly explicit?: string | undefined;
  readonly environment: Environment;
  /** The `baseUrl` of the defaults. */
  readonly defaults?: string | undefined;
  /** Whether the caller chose credentials: they are for a server elsewhere. */
  readonly hasCredentials?: boolean | undefined;
}

/**
 * Chooses the server: the argument, else `CWSANDBOX_BASE_URL`, else the defaults, else, when
 * `CWSANDBOX_API_KEY` is set or `auth` was given, the documented address, else the embedded server. Empty texts count as absent.
 *
 * @throws CWSandboxValidationError for an address that cannot be used, naming where it came from.
 */
export function resolveServerAddress(sources: AddressSources): ServerAddress {
  const fromEnvironment = sources.environment[BASE_URL_VARIABLE];
  if (isSet(sources.explicit)) return parseBaseUrl("baseUrl", sources.explicit);
  if (isSet(fromEnvironment)) return parseBaseUrl(BASE_URL_VARIABLE, fromEnvironment);
  if (isSet(sources.defaults)) return parseBaseUrl("defaults.baseUrl", sources.defaults);
  const hasCredentials = sources.hasCredentials === true || isSet(sources.environment[API_KEY_VARIABLE]);
  if (hasCredentials) return parseBaseUrl("baseUrl", DOCUMENTED_BASE_URL);
  return Object.freeze({ kind: "embedded" });
}

/** What of the environment says which server it is: as long as this text is the same, so is the answer. */
export function serverVariables(environment: Environment): string {
  return `${environment[BASE_URL_VARIABLE]}\0${environment[API_KEY_VARIABLE]}`;
}

function isSet(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== "";
}

const FORMS = "Write http://HOST:PORT, https://HOST:PORT or unix:///PATH.";

function parseBaseUrl(field: string, text: string): ServerAddress {
  const trimmed = text.trim();
  if (trimmed.startsWith("unix:")) return parseUnix(field, trimmed);
  if (!/^https?:/i.test(trimmed))
    throw refusal(field, `is ${show(text)}, which has no usable scheme. ${FORMS}`);
  if (!/^https?:\/\/[^/?#]/i.test(trimmed))
    throw refusal(field, `is ${show(text)}, which has no host. ${FORMS}`);
  const url = parseUrl(trimmed.replace(/\/+$/, ""));
  if (url === null) throw refusal(field, `is ${show(text)}, which is no address. ${FORMS}`);
  if (url.username !== "" || url.password !== "") {
    throw refusal(field, `must not contain credentials. Put the key into ${API_KEY_VARIABLE}.`);
  }
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "" || /[?#]/.test(trimmed)) {
    throw refusal(field, `is ${show(text)}, but must not have a path, query or fragment. ${FORMS}`);
  }
  const tls = url.protocol === "https:";
  const port = url.port === "" ? (tls ? 443 : 80) : Number(url.port);
  if (port === 0) throw refusal(field, `is ${show(text)}, which has port 0. ${FORMS}`);
  return Object.freeze({ kind: "tcp", url: `${url.protocol}//${url.host}`, host: url.hostname, port, tls });
}

function parseUnix(field: string, text: string): ServerAddress {
  const path = text.replace(/^unix:\/\//, "").replace(/\/+$/, "");
  if (!text.startsWith("unix:///") || path === "") {
    throw refusal(field, `is ${show(text)}, which has no absolute socket path. ${FORMS}`);
  }
  return Object.freeze({ kind: "unix", url: `unix://${path}`, path });
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
