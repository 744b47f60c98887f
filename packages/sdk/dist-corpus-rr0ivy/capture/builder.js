export function newBuilder(reader) {
    return {
        reader,
        nodes: [],
        ids: new Map(),
        pending: [],
        functions: [],
        attachments: [],
        namespaces: new Set(),
        partial: new Map(),
        pooled: new Map(),
        moduleReads: [],
    };
}
/** Reserves the place of a node, so that cycles can refer to it before it is described. */
export function reserveNode(builder, value) {
    const index = builder.nodes.length;
    builder.nodes.push(undefined);
    builder.ids.set(value, index);
    return index;
}
export function nodeValue(index) {
    return ["node", index];
}
//# sourceMappingURL=builder.js.map