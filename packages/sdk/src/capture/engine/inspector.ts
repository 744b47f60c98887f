import { type Runtime, Session } from "node:inspector";
import { FunctionError } from "../../errors/index.js";
import { mainGlobal } from "./main-global.js";

export type RemoteObject = Runtime.RemoteObject;
type CallArgument = Runtime.CallArgument;

const OBJECT_GROUP = "cwsandbox";

/** Where the debugger and this program hand objects to each other. */
interface Exchange {
  given: unknown;
  taken: readonly unknown[];
}

/** A debugger session with this very process. It must be closed: until then the engine keeps what it was asked about. */
export class Inspector {
  readonly session: Session;
  readonly #exchange: Exchange = { given: undefined, taken: [] };
  readonly #exchangeId: string;

  /** @throws FunctionError where this process must not look into itself. */
  constructor() {
    this.session = connect();
    try {
      this.#exchangeId = share(this.session, this.#exchange);
    } catch (error) {
      this.session.disconnect();
      throw error;
    }
  }

  /** By what the debugger knows an object of this program. */
  idOf(value: object): string {
    this.#exchange.given = value;
    const described = this.#call("function(){return this.given}", []);
    this.#exchange.given = undefined;
    return requireId(described);
  }

  /** What the debugger described, as this program sees it. */
  valuesOf(described: readonly RemoteObject[]): readonly unknown[] {
    this.#call("function(...values){this.taken=values}", described.map(toArgument));
    const { taken } = this.#exchange;
    this.#exchange.taken = [];
    return taken;
  }

  propertiesOf(objectId: string): Runtime.GetPropertiesReturnType {
    return ask((done) => {
      this.session.post("Runtime.getProperties", { objectId, ownProperties: true }, done);
    });
  }

  close(): void {
    this.session.post("Runtime.releaseObjectGroup", { objectGroup: OBJECT_GROUP });
    this.session.disconnect();
  }

  #call(functionDeclaration: string, args: CallArgument[]): RemoteObject {
    const answer = ask<Runtime.CallFunctionOnReturnType>((done) => {
      this.session.post(
        "Runtime.callFunctionOn",
        {
          objectId: this.#exchangeId,
          functionDeclaration,
          arguments: args,
          objectGroup: OBJECT_GROUP,
          silent: true,
        },
        done,
      );
    });
    return answer.result;
  }
}

function connect(): Session {
  const session = new Session();
  try {
    session.connect();
  } catch (error) {
    throw new FunctionError(
      "Capturing a function needs the inspector of Node (node:inspector), which is not available in this process. " +
        "Run without --permission, or allow the inspector.",
      { cause: error },
    );
  }
  return session;
}

/** Lets the debugger find the exchange object where it looks, through a global name that exists only for this moment. */
function share(session: Session, exchange: Exchange): string {
  const name = "__cwsandboxExchange";
  const main = mainGlobal();
  Object.defineProperty(main, name, { value: exchange, configurable: true });
  try {
    const { result } = ask<Runtime.EvaluateReturnType>((done) => {
      session.post(
        "Runtime.evaluate",
        { expression: `globalThis.${name}`, objectGroup: OBJECT_GROUP, silent: true },
        done,
      );
    });
    return requireId(result);
  } finally {
    Reflect.deleteProperty(main, name);
  }
}

function toArgument(described: RemoteObject): CallArgument {
  if (described.objectId !== undefined) return { objectId: described.objectId };
  if (described.unserializableValue !== undefined)
    return { unserializableValue: described.unserializableValue };
  return described.type === "undefined" ? {} : { value: described.value };
}

function requireId(described: RemoteObject): string {
  if (described.objectId === undefined)
    throw new FunctionError("The inspector did not give access to a function.");
  return described.objectId;
}

/** The inspector answers questions about this very thread before `post` returns. */
export function ask<T>(post: (done: (error: Error | null, answer: T) => void) => void): T {
  const answers: T[] = [];
  const errors: unknown[] = [];
  post((error, answer) => {
    if (error === null) answers.push(answer);
    else errors.push(error);
  });
  const [answer] = answers;
  if (answer === undefined) throw new FunctionError("The inspector gave no answer.", { cause: errors[0] });
  return answer;
}
