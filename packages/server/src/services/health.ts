import { health } from "@cwsandbox/wire";
import { ServerError, Status, type CallContext } from "nice-grpc";
import { untilAborted } from "../sessions/index.js";

/** The usual health service. While the server answers at all it serves, so the state never changes. */
export function createHealthService(serviceNames: readonly string[]): health.HealthServiceImplementation {
  const known = new Set(["", ...serviceNames]);
  const { SERVING, SERVICE_UNKNOWN } = health.HealthCheckResponse_ServingStatus;
  return {
    async check({ service }) {
      if (!known.has(service)) throw new ServerError(Status.NOT_FOUND, `There is no service '${service}'`);
      return { status: SERVING };
    },
    async *watch({ service }, { signal }: CallContext) {
      yield { status: known.has(service) ? SERVING : SERVICE_UNKNOWN };
      await untilAborted(signal);
      signal.throwIfAborted();
    },
  };
}
