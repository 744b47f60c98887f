import { FEATURE, v1 } from "@cwsandbox/wire";
import { CWSandboxValidationError } from "../errors/index.js";
import { hasExtension, KnownCapabilities, offers } from "./capabilities.js";
import { GrpcFiles } from "./grpc-files.js";
import { GrpcDiscovery } from "./grpc-discovery.js";
import { SharedLease } from "./leases.js";
import { toCreateOptions, toCreateRequest } from "./map-create.js";
import { toImportFrames, toStoredImage } from "./map-images.js";
import { toExecEvent, toExecFrames } from "./map-exec.js";
import { isInterruption, toLogEvent, toLogsRequest } from "./map-logs.js";
import { toReport, toState } from "./map-report.js";
import { runStream, runUnary } from "./run-call.js";
/** The transport over gRPC: one shared connection, the headers of one caller. */
export class GrpcTransport {
    files;
    discovery;
    #caller;
    #capabilities;
    #lease;
    constructor(caller) {
        this.discovery = new GrpcDiscovery(caller);
        this.#caller = caller;
        this.#capabilities = new KnownCapabilities(caller);
        this.#lease = new SharedLease(caller);
        this.files = new GrpcFiles(caller);
    }
    async capabilities(call) {
        const known = await this.#capabilities.get(call);
        return {
            hasDefaultImage: hasExtension(known),
            leases: offers(known, FEATURE.LEASE),
            watch: offers(known, FEATURE.WATCH),
            profiles: offers(known, FEATURE.PROFILES),
            images: offers(known, FEATURE.IMAGES),
            files: offers(known, FEATURE.FILES),
            serverVersion: known.serverVersion,
            defaultImage: known.defaultImage,
            unenforcedLimits: known.unenforcedLimits,
            processId: known.processId === 0 ? null : known.processId,
        };
    }
    async shareLease(call) {
        return this.#lease.share(call);
    }
    async createSandbox(request, call) {
        const wire = toCreateRequest(request);
        const { names, options: extras } = toCreateOptions(request);
        const needsExtension = names.length > 0 || request.leaseId !== undefined;
        if (needsExtension)
            await this.#requireCreateOptions(names, call);
        const sandbox = await runUnary(this.#caller, call, ({ sandboxes, extension }, options) => needsExtension
            ? extension.createSandbox({ request: wire, options: extras }, options)
            : sandboxes.createSandbox(wire, options));
        return toReport(sandbox);
    }
    async #requireCreateOptions(names, call) {
        const known = await this.#capabilities.get(call);
        if (names.length === 0 || offers(known, FEATURE.CREATE_OPTIONS))
            return;
        throw new CWSandboxValidationError(`The server at ${this.#caller.connection.address} cannot do ${names.join(", ")}. ` +
            "Leave the option out, or use a server that offers it.", { field: names[0] });
    }
    async getSandbox(sandboxId, call) {
        const sandbox = await runUnary(this.#caller, call, ({ sandboxes }, options) => sandboxes.getSandbox({ sandboxId }, options));
        return toReport(sandbox);
    }
    async *watchSandbox(sandboxId, call) {
        const answers = runStream(this.#caller, call, ({ extension }, options) => extension.watchSandbox({ sandboxId }, options));
        for await (const { sandbox, profileName } of answers) {
            yield toReport(sandbox ?? v1.Sandbox.create(), profileName);
        }
    }
    async listSandboxes(request, call) {
        const page = await runUnary(this.#caller, call, ({ sandboxes }, options) => sandboxes.listSandboxes({
            tags: [...request.tags],
            state: toState(request.status),
            runnerIds: [...request.runnerIds],
            showTerminated: request.includeStopped,
            pageToken: request.pageToken,
        }, options));
        return {
            sandboxes: page.sandboxes.map((sandbox) => toReport(sandbox)),
            nextPageToken: page.nextPageToken,
        };
    }
    async deleteSandbox(request, call) {
        const { sandbox } = await runUnary(this.#caller, call, ({ sandboxes }, options) => sandboxes.deleteSandbox({ ...request }, options));
        return sandbox === undefined ? null : toReport(sandbox);
    }
    async *exec(request, input, call) {
        const answers = runStream(this.#caller, call, ({ sandboxes }, options) => sandboxes.streamExec(toExecFrames(request, input), options));
        for await (const answer of answers) {
            const event = toExecEvent(answer);
            if (event !== undefined)
                yield event;
        }
    }
    async *streamLogs(request, call) {
        const answers = runStream(this.#caller, call, ({ sandboxes }, options) => sandboxes.streamLogs(toLogsRequest(request), options));
        try {
            for await (const entry of answers)
                yield toLogEvent(entry);
        }
        catch (error) {
            if (!isInterruption(error))
                throw error;
            yield { kind: "interrupted", error };
        }
    }
    async readFile({ sandboxId, container, path }, call) {
        const { content } = await runUnary(this.#caller, call, ({ sandboxes }, options) => sandboxes.readFile({ sandboxId, container, path }, options));
        return content;
    }
    async writeFile(request, call) {
        const { sandboxId, container, path, contents: content } = request;
        await runUnary(this.#caller, call, ({ sandboxes }, options) => sandboxes.writeFile({ sandboxId, container, path, content }, options));
    }
    async importImage(request, call) {
        const image = await runUnary(this.#caller, call, ({ images }, options) => images.importImage(toImportFrames(request), options));
        return toStoredImage(image);
    }
    async listImages(call) {
        const answer = await runUnary(this.#caller, call, ({ images }, options) => images.listImages({}, options));
        return answer.images.map(toStoredImage);
    }
    async removeImage(reference, call) {
        await runUnary(this.#caller, call, ({ images }, options) => images.removeImage({ reference }, options));
    }
}
//# sourceMappingURL=grpc-transport.js.map