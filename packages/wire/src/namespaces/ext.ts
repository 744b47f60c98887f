/** Our additions to the shared contract (`cwsandbox.ext.v1`): capabilities, create options, leases, watching, images, files, profiles, calls. */
export {
  Capabilities,
  CreateOptions,
  CreateSandboxRequest,
  ExtensionServiceDefinition,
  GetCapabilitiesRequest,
  HoldLeaseRequest,
  HoldLeaseResponse,
  S3Mount,
  ShutdownRequest,
  ShutdownResponse,
  WatchSandboxRequest,
  WatchSandboxResponse,
} from "../gen/cwsandbox/ext/v1/extension.js";
export type {
  DeepPartial,
  ExtensionServiceClient,
  ExtensionServiceImplementation,
} from "../gen/cwsandbox/ext/v1/extension.js";
export {
  Image,
  ImageArchiveFormat,
  ImageServiceDefinition,
  ImportImageHeader,
  ImportImageRequest,
  ListImagesRequest,
  ListImagesResponse,
  RemoveImageRequest,
  RemoveImageResponse,
} from "../gen/cwsandbox/ext/v1/images.js";
export type { ImageServiceClient, ImageServiceImplementation } from "../gen/cwsandbox/ext/v1/images.js";
export {
  GetProfileRequest,
  ListProfilesRequest,
  ListProfilesResponse,
  Profile,
  ProfileServiceDefinition,
} from "../gen/cwsandbox/ext/v1/discovery.js";
export type {
  ProfileServiceClient,
  ProfileServiceImplementation,
} from "../gen/cwsandbox/ext/v1/discovery.js";
export {
  FileChangeKind,
  FileInfo,
  FileServiceDefinition,
  FileType,
  ListFilesRequest,
  ListFilesResponse,
  MakeDirectoryRequest,
  MakeDirectoryResponse,
  PackFilesRequest,
  PackFilesResponse,
  RemoveFileRequest,
  RemoveFileResponse,
  StatFileRequest,
  StreamFileRequest,
  StreamFileResponse,
  UnpackFilesHeader,
  UnpackFilesRequest,
  UnpackFilesResponse,
  WatchFilesRequest,
  WatchFilesResponse,
} from "../gen/cwsandbox/ext/v1/files.js";
export type { FileServiceClient, FileServiceImplementation } from "../gen/cwsandbox/ext/v1/files.js";
export {
  CallFailed,
  CallFinished,
  CallLanguage,
  CallOutput,
  CallServiceDefinition,
  CancelCall,
  GrantCalls,
  RunCallsRequest,
  RunCallsResponse,
  StartCall,
} from "../gen/cwsandbox/ext/v1/calls.js";
export type { CallServiceClient, CallServiceImplementation } from "../gen/cwsandbox/ext/v1/calls.js";
