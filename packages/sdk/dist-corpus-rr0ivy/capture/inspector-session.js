import { Session } from "node:inspector";
import { FunctionError } from "../errors/index.js";
const OBJECT_GROUP = "cwsandbox";
/**
 * Opens a reader. It must be closed: until then the engine keeps every object it was asked about.
 *
 * @throws FunctionError where this process must not look into itself.
 */
export function openFunctionReader() {
    const session = new Session();
    try {
        session.connect();
    }
    catch (error) {
        throw new FunctionError("Capturing a function needs the inspector of Node (node:inspector), which is not available in this process. " +
            "Run without --permission, or allow the inspector.", { cause: error });
    }
    try {
        const exchange = { target: undefined, values: [] };
        return reader(session, exchange, shareExchange(session, exchange));
    }
    catch (error) {
        session.disconnect();
        throw error;
    }
}
function reader(session, exchange, exchangeId) {
    const values = (described) => {
        callOn(session, exchangeId, "function(...values){this.values=values}", described.map(toArgument));
        const read = exchange.values;
        exchange.values = [];
        return read;
    };
    const idOf = (value) => {
        exchange.target = value;
        const target = callOn(session, exchangeId, "function(){return this.target}", []);
        exchange.target = undefined;
        return requireId(target);
    };
    return {
        session,
        values,
        internals: (fn) => readInternals(session, idOf(fn), values),
        hasNamedProperties: (value) => hasNamedProperties(session, idOf(value)),
        close: () => {
            session.post("Runtime.releaseObjectGroup", { objectGroup: OBJECT_GROUP });
            session.disconnect();
        },
    };
}
/** Lets the debugger find the exchange object, through a global name that exists only for this moment. */
function shareExchange(session, exchange) {
    const name = "__cwsandboxExchange";
    Object.defineProperty(globalThis, name, { value: exchange, configurable: true });
    try {
        const { result } = ask((done) => {
            session.post("Runtime.evaluate", { expression: `globalThis.${name}`, objectGroup: OBJECT_GROUP, silent: true }, done);
        });
        return requireId(result);
    }
    finally {
        Reflect.deleteProperty(globalThis, name);
    }
}
function readInternals(session, objectId, values) {
    const internal = new Map(propertiesOf(session, objectId).internalProperties?.map(({ name, value }) => [name, value]));
    const target = internal.get("[[TargetFunction]]");
    const receiver = internal.get("[[BoundThis]]");
    const args = internal.get("[[BoundArgs]]");
    const scopes = internal.get("[[Scopes]]");
    const bound = target === undefined || receiver === undefined || args === undefined
        ? null
        : values([target, receiver, args]);
    return {
        place: readPlace(internal.get("[[FunctionLocation]]")),
        scopes: scopes?.objectId === undefined ? [] : readScopes(session, scopes.objectId),
        bound: bound === null
            ? null
            : { target: bound[0], receiver: bound[1], args: Array.isArray(bound[2]) ? bound[2] : [] },
    };
}
function readScopes(session, listId) {
    const scopes = [];
    for (const { name, value } of propertiesOf(session, listId).result) {
        const kind = value?.description ?? "";
        if (!/^\d+$/u.test(name) || value?.objectId === undefined || kind === "Global")
            continue;
        const variables = new Map();
        const uninitialized = new Set();
        for (const variable of propertiesOf(session, value.objectId).result) {
            if (variable.value === undefined)
                uninitialized.add(variable.name);
            variables.set(variable.name, variable.value ?? { type: "undefined" });
        }
        scopes.push({ kind, variables, uninitialized });
    }
    return scopes;
}
function readPlace(described) {
    const place = described?.value;
    if (typeof place !== "object" || place === null)
        return null;
    const { scriptId, lineNumber, columnNumber } = { scriptId: "", lineNumber: 0, columnNumber: 0, ...place };
    return { scriptId, line: lineNumber, column: columnNumber };
}
function propertiesOf(session, objectId) {
    return ask((done) => {
        session.post("Runtime.getProperties", { objectId, ownProperties: true }, done);
    });
}
function hasNamedProperties(session, objectId) {
    // The type description of the method does not know the newer parameter.
    const method = "Runtime.getProperties";
    const answer = ask((done) => {
        session.post(method, { objectId, ownProperties: true, nonIndexedPropertiesOnly: true }, (error, properties) => {
            done(error, properties ?? {});
        });
    });
    return !("result" in answer) || !Array.isArray(answer.result) || answer.result.length > 0;
}
function callOn(session, objectId, functionDeclaration, args) {
    const answer = ask((done) => {
        session.post("Runtime.callFunctionOn", { objectId, functionDeclaration, arguments: args, objectGroup: OBJECT_GROUP, silent: true }, done);
    });
    return answer.result;
}
function toArgument(described) {
    if (described.objectId !== undefined)
        return { objectId: described.objectId };
    if (described.unserializableValue !== undefined)
        return { unserializableValue: described.unserializableValue };
    return described.type === "undefined" ? {} : { value: described.value };
}
function requireId(described) {
    if (described.objectId === undefined)
        throw new FunctionError("The inspector did not give access to a function.");
    return described.objectId;
}
/** The inspector answers questions about this very thread before `post` returns. */
export function ask(post) {
    const answers = [];
    const errors = [];
    post((error, answer) => {
        if (error === null)
            answers.push(answer);
        else
            errors.push(error);
    });
    const [answer] = answers;
    if (answer === undefined)
        throw new FunctionError("The inspector gave no answer.", { cause: errors[0] });
    return answer;
}
//# sourceMappingURL=inspector-session.js.map