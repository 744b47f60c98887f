/** Image our own server uses when a create names none, unless configured otherwise. */
export const BUILTIN_IMAGE = "builtin";

/** Image a client names towards a server without our extension. */
export const DEFAULT_REMOTE_IMAGE = "python:3.11";

/** Image a client names for JavaScript functions towards a server without our extension. */
export const DEFAULT_REMOTE_FUNCTION_IMAGE = "node:24";

/** Name clients give to the only container of an ordinary sandbox. */
export const MAIN_CONTAINER_NAME = "main";

/** Value of the effective runtime class when none was assigned; the empty text means unknown. */
export const NODE_DEFAULT_RUNTIME_CLASS = "<node-default>";

/** Parts of the extension a server names in its capabilities. */
export const FEATURE = {
  /** HoldLease, and creating under a lease. */
  LEASE: "lease",
  /** WatchSandbox. */
  WATCH: "watch",
  /** The image service. */
  IMAGES: "images",
  /** The profile service, and creating by profile. */
  PROFILES: "profiles",
  /** The file service. */
  FILES: "files",
  /** CreateSandbox of the extension. */
  CREATE_OPTIONS: "create-options",
  /** The call service. */
  CALLS: "calls",
  /** Calls of Python functions. */
  PYTHON_CALLS: "python-calls",
} as const;

/** One of the known features. */
export type Feature = (typeof FEATURE)[keyof typeof FEATURE];

/** Limits a host may be unable to enforce. */
export const LIMIT = {
  /** Memory of a sandbox. */
  MEMORY: "memory",
  /** Processor time of a sandbox. */
  CPU: "cpu",
  /** Number of processes and threads of a sandbox. */
  PIDS: "pids",
  /** Space a sandbox may take on disk. */
  DISK: "disk",
} as const;

/** One of the known limits. */
export type Limit = (typeof LIMIT)[keyof typeof LIMIT];
