import { types } from "node:util";
import { nodeValue } from "./builder.js";
import { refuse } from "./trail.js";
/** Copies the memory as it is now. */
export function encodeBuffer(builder, value, trail) {
    if (Reflect.get(value, "resizable") === true)
        refuse(trail, "a resizable ArrayBuffer, which is not supported");
    return { kind: "arraybuffer", attachment: attach(builder, new Uint8Array(value.slice(0))) };
}
/** Encodes a typed array, Buffer or DataView; views of the same memory stay views of the same memory. */
export function encodeView(builder, value, { index, trail }, encode) {
    const { buffer, byteOffset: offset } = value;
    const view = viewName(value);
    if (view === null)
        refuse(trail, "a typed array of an unknown kind");
    const length = types.isTypedArray(value) && view !== "Buffer" ? value.length : value.byteLength;
    const constructor = view === "Buffer" ? Buffer : Reflect.get(globalThis, view);
    const proto = typeof constructor === "function" ? constructor.prototype : null;
    const natural = typeof proto === "object" ? proto : null;
    if (view === "Buffer" && isPooled(value)) {
        const views = builder.pooled.get(buffer) ?? [];
        builder.pooled.set(buffer, views);
        views.push({ node: index, start: offset, end: offset + value.byteLength });
        return { node: { kind: "view", view, buffer: null, offset, length }, proto: natural };
    }
    return {
        node: { kind: "view", view, buffer: encode(builder, buffer, trail), offset, length },
        proto: natural,
    };
}
/**
 * Gives pooled views their memory. Node cuts small buffers out of one block, whose other parts belong to
 * unrelated code and must not travel; only what overlaps stays together.
 */
export function settlePooledViews(builder) {
    for (const [buffer, views] of builder.pooled) {
        const whole = builder.ids.get(buffer);
        if (whole !== undefined) {
            // The block itself was captured, so the views stay views of it.
            placeViews(builder, views, { memory: whole, start: 0 });
            continue;
        }
        const sorted = [...views].sort((a, b) => a.start - b.start);
        let group = [];
        let end = -1;
        for (const view of sorted) {
            if (view.start >= end && group.length > 0) {
                settleGroup(builder, buffer, group);
                group = [];
            }
            group.push(view);
            end = Math.max(end, view.end);
        }
        if (group.length > 0)
            settleGroup(builder, buffer, group);
    }
}
function settleGroup(builder, buffer, group) {
    const start = Math.min(...group.map((view) => view.start));
    const end = Math.max(...group.map((view) => view.end));
    const attachment = attach(builder, Uint8Array.from(new Uint8Array(buffer, start, end - start)));
    const memory = builder.nodes.length;
    builder.nodes.push({ kind: "arraybuffer", attachment });
    placeViews(builder, group, { memory, start });
}
function placeViews(builder, views, { memory, start }) {
    for (const view of views) {
        const node = builder.nodes[view.node];
        if (node?.kind !== "view")
            continue;
        builder.nodes[view.node] = { ...node, buffer: nodeValue(memory), offset: view.start - start };
    }
}
function isPooled(value) {
    return value.byteLength < value.buffer.byteLength && value.buffer.byteLength === Buffer.poolSize;
}
function viewName(value) {
    if (Buffer.isBuffer(value))
        return "Buffer";
    if (types.isDataView(value))
        return "DataView";
    const name = Reflect.get(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag, value);
    return typeof name === "string" ? name : null;
}
function attach(builder, bytes) {
    return builder.attachments.push(bytes) - 1;
}
//# sourceMappingURL=encode-binary.js.map