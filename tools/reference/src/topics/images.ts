/**
 * The store of the server in use, from which sandboxes start.
 * @module
 */
export {
  type ImageArchiveFormat,
  type ImageOptions,
  importImage,
  type ImportImageOptions,
  listImages,
  removeImage,
  type StoredImage,
} from "cwsandbox";
