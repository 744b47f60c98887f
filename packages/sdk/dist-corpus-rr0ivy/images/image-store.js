import { resolveServerAddress } from "../config/index.js";
import { CWSandboxError } from "../errors/index.js";
import { connectTo } from "../transport-grpc/index.js";
/**
 * Finds the server and makes sure that it stores images.
 *
 * @throws CWSandboxValidationError for an address that cannot be used.
 * @throws CWSandboxError when the server has no image store.
 */
export async function openImageStore(operation, options) {
    const call = { operation, signal: options.signal };
    const server = resolveServerAddress({ explicit: options.baseUrl ?? undefined, environment: process.env });
    const transport = await connectTo(server);
    const { images } = await transport.capabilities(call);
    if (images)
        return { transport, call };
    const name = server.kind === "embedded" ? "the embedded server" : server.url;
    throw new CWSandboxError(`${operation} failed: ${name} does not let its clients manage images. ` +
        "A server started with `cwsandbox serve` does, and so does the embedded one, " +
        "which is used when neither CWSANDBOX_BASE_URL nor CWSANDBOX_API_KEY is set.");
}
//# sourceMappingURL=image-store.js.map