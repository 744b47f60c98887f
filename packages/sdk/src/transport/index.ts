export type { Call } from "./call.js";
export type { CallEnd, CallEvent, CallRequest } from "./calls.js";
export type { FileAccess, FileChange, FileContent, FileInfo, FilePlace, FileType } from "./files.js";
export type {
  DiscoveryTransport,
  EgressMode,
  Profile,
  ProfilesRequest,
  RunnerReport,
  RunnerResources,
  RunnersPage,
  RunnersRequest,
  ServiceExposureMode,
  ServiceVisibility,
} from "./discovery.js";
export type { ImageArchiveFormat, ImportImageRequest, StoredImage } from "./images.js";
export type {
  ContainerStatus,
  ReportedContainer,
  ReportedEndpoint,
  ReportedGpu,
  ReportedService,
  SandboxControl,
  SandboxReport,
} from "./report.js";
export type {
  CallLanguage,
  CreateRequest,
  DeleteRequest,
  ExecEvent,
  ExecRequest,
  ListPage,
  ListRequest,
  LogData,
  LogEvent,
  LogPosition,
  LogsRequest,
  ReadFileRequest,
  ServerCapabilities,
  WriteFileRequest,
} from "./requests.js";
export type { LeaseShare, Transport } from "./transport.js";
