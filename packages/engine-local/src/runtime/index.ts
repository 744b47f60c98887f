export type {
  AttendedContainer,
  ContainerBind,
  ContainerExec,
  ContainerExit,
  ContainerPlan,
  ContainerRuntime,
  ContainerUser,
  IdRange,
} from "./container-runtime.js";
export { openContainerRuntime } from "./open-container-runtime.js";
