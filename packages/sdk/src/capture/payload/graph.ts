import type { BundledReference, CapturedVariable } from "./builder.js";

/** The captured graph, as it travels; `docs/function-payload.md` describes it and the runner reads it. */
export type Value = string | number | boolean | null | TaggedValue;

export type TaggedValue =
  | readonly ["undefined"]
  | readonly ["number", string]
  | readonly ["bigint", string]
  | readonly ["wellKnownSymbol", string]
  | readonly ["registeredSymbol", string]
  | readonly ["node", number]
  | readonly ["hole"];

/** Bits of a property: writable 1, enumerable 2, configurable 4. */
export type Property =
  | readonly [key: Value, value: Value]
  | readonly [key: Value, value: Value, attributes: number]
  | readonly [key: Value, get: Value, set: Value, attributes: number];

export interface NodeExtras {
  readonly proto?: Value;
  readonly props?: readonly Property[];
  readonly locked?: true;
  /** Private members, which exist only in what a class has constructed. */
  readonly instance?: {
    /** The class to construct. */
    readonly of: Value;
    readonly fields: readonly (readonly [owner: Value, name: string, value: Value])[];
  };
}

export interface Code {
  readonly text: string;
  /** What the program sees as the text, where it is not the one above. */
  shown?: string;
  readonly before: string;
  readonly after: string;
  readonly strict: boolean;
  /** Index of the shared scope around the code, or -1. */
  scope: number;
  variables: readonly (readonly [name: string, value: Value])[];
  readonly url: string;
  readonly line: number;
  readonly column: number;
}

export type CodeNode = NodeExtras &
  (
    | { readonly kind: "function"; readonly code: Code; readonly pick?: "value" | "get" | "set" }
    | {
        readonly kind: "class";
        readonly code: Code;
        readonly base?: Value;
        /** The name in the text that stands for the base, where it does not find it by itself. */
        readonly baseName?: string;
        readonly staticKeys: readonly Value[];
        readonly prototypeKeys: readonly Value[];
        /** The text lets the runner fill private members. */
        readonly restorable?: true;
        /** Values of private static fields. */
        readonly privateStatics?: readonly (readonly [name: string, value: Value])[];
      }
  );

export type DataNode = NodeExtras &
  (
    | { readonly kind: "object" | "error" }
    | { readonly kind: "array"; readonly length: number; readonly items: readonly Value[] }
    | { readonly kind: "map"; readonly entries: readonly (readonly [Value, Value])[] }
    | { readonly kind: "set"; readonly items: readonly Value[] }
    | {
        readonly kind: "weakmap" | "weakset";
        /** A WeakSet has nothing for its keys. */
        readonly entries: readonly (readonly [key: Value, value: Value])[];
      }
    | { readonly kind: "date"; readonly time: Value }
    | { readonly kind: "regexp"; readonly source: string; readonly flags: string }
    | { readonly kind: "boxed"; readonly value: Value }
    | { readonly kind: "url"; readonly href: string }
    | {
        /** What a class of Node makes of arguments, which are JSON. */
        readonly kind: "remade";
        readonly path: readonly string[];
        readonly args: string;
      }
    | { readonly kind: "searchParams"; readonly of: Value }
    | { readonly kind: "arraybuffer"; readonly attachment: number }
    | {
        readonly kind: "view";
        readonly view: string;
        readonly buffer: Value;
        readonly offset: number;
        readonly length: number;
      }
    | {
        readonly kind: "bound";
        readonly target: Value;
        readonly receiver: Value;
        readonly args: readonly Value[];
      }
    | { readonly kind: "prototype"; readonly of: Value }
  );

/** An ordinary object or list in the short form, with those inside it: numbers that say what follows, and values. */
export type OrdinaryNode = readonly Value[];

export type GraphNode =
  | OrdinaryNode
  | CodeNode
  | DataNode
  | {
      /** What is written inside of a node in the short form. */
      readonly kind: "part";
      readonly of: readonly ["node", number];
      /** What began there so many objects after the first. */
      readonly at: number;
    }
  | { readonly kind: "symbol"; readonly description?: string }
  | {
      readonly kind: "builtin";
      readonly path: readonly string[];
      /** What the caller's program put there, deleted, has it inherit from, and whether it can still be changed. */
      readonly props?: readonly Property[];
      readonly removed?: readonly Value[];
      readonly proto?: Value;
      readonly locked?: "closed" | "frozen";
    }
  | {
      readonly kind: "imported";
      /** The module, in the image; without it, the modules that the client sends along are meant. */
      readonly specifier?: string;
      readonly how?: "import" | "require";
      /** Names that lead from the module to the value. */
      readonly path: readonly string[];
      /** What the caller's program put there. */
      readonly props?: readonly Property[];
    }
  | {
      /** What `import()` or `require` is inside a function. */
      readonly kind: "loader";
      readonly how: "import" | "require";
      /** What loads a module that the client sends along, by name. */
      readonly modules: readonly (readonly [specifier: string, name: string])[];
    }
  | {
      readonly kind: "member";
      readonly of: Value;
      readonly place: "static" | "prototype";
      readonly key: Value;
      readonly part: "value" | "get" | "set";
    };

/** Variables that several captured functions share. */
export interface SharedScope {
  readonly parent: number;
  readonly variables: readonly (readonly [name: string, value: Value])[];
}

/** A function with everything it needs, as plain data. */
export interface CapturedGraph {
  readonly function: Value;
  readonly receiver: Value;
  /** Arguments that travel in the graph. */
  readonly values?: readonly Value[];
  readonly nodes: readonly GraphNode[];
  /** Keys of nodes in the short form. */
  readonly shapes: readonly (readonly string[])[];
  readonly scopes: readonly SharedScope[];
  readonly strict: boolean;
  readonly namespaces: readonly string[];
  /** Modules of the image that the graph refers to. */
  readonly imports: readonly { readonly specifier: string; readonly how: "import" | "require" }[];
  /** Each in pieces. */
  readonly attachments: readonly (readonly Uint8Array[])[];
}

/** A captured function, and what of it a result can refer to. */
export interface Capture {
  readonly graph: CapturedGraph;
  /** Classes, functions and symbols of this process by their node. */
  readonly shipped: ReadonlyMap<number, object | symbol>;
  /** What is sent along of packages. */
  readonly bundled: readonly BundledReference[];
  readonly variables: readonly CapturedVariable[];
  /** Files of this program of which nothing may be sent along again; none when that cannot happen. */
  readonly files: ReadonlySet<string>;
}
