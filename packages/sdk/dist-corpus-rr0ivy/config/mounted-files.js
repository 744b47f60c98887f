import { checkKnownKeys, isAbsent, isRecord, optionalText, refusal, show } from "./check.js";
const OWNER = "mountedFiles";
/** Checks and copies; empty when absent. */
export function readMountedFiles(value) {
    if (isAbsent(value))
        return Object.freeze([]);
    if (Array.isArray(value)) {
        return Object.freeze(value.map((file, index) => readFile(`${OWNER}[${index}]`, file)));
    }
    if (isRecord(value)) {
        return Object.freeze(Object.entries(value).map(([path, content]) => makeFile(`${OWNER}[${show(path)}]`, path, content)));
    }
    throw refusal(OWNER, `must be an array of files or a map from path to content, but is ${show(value)}.`);
}
function readFile(owner, file) {
    if (!isRecord(file)) {
        throw refusal(owner, `must be an object with mountPath and fileContent, but is ${show(file)}.`);
    }
    checkKnownKeys(file, ["mountPath", "fileContent", "path", "content"], owner);
    return makeFile(owner, file["mountPath"] ?? file["path"], file["fileContent"] ?? file["content"]);
}
function makeFile(owner, path, content) {
    const mountPath = optionalText(`${owner}.mountPath`, path);
    if (mountPath === undefined || !mountPath.startsWith("/") || mountPath.endsWith("/")) {
        throw refusal(`${owner}.mountPath`, `must be the absolute path of a file, but is ${show(path)}.`);
    }
    if (typeof content === "string")
        return Object.freeze({ path: mountPath, content: Buffer.from(content) });
    if (content instanceof Uint8Array) {
        return Object.freeze({ path: mountPath, content: new Uint8Array(content) });
    }
    throw refusal(`${owner}.fileContent`, `must be text or a Uint8Array, but is ${show(content)}.`);
}
//# sourceMappingURL=mounted-files.js.map