export {
  fieldNotOffered,
  invalidField,
  invalidRequest,
  notImplemented,
  preconditionFailed,
  sandboxNotFound,
} from "./make.js";
export { ServiceError } from "./service-error.js";
