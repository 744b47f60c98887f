/*
 * The shapes of a call's payload. The client writes them, this program reads them, and both take them from here;
 * `docs/function-payload.md` describes them.
 */

/** A value inside a captured graph: plain JSON for itself, a tagged list for everything JSON cannot say. */
export type Value = string | number | boolean | null | TaggedValue;

export type TaggedValue =
  | readonly ["undefined"]
  | readonly ["number", string]
  | readonly ["bigint", string]
  | readonly ["wellKnownSymbol", string]
  | readonly ["registeredSymbol", string]
  | readonly ["node", number]
  | readonly ["hole"];

/** Bits of a property: writable 1, enumerable 2, configurable 4. All three are the default. */
export type Property =
  | readonly [key: Value, value: Value]
  | readonly [key: Value, value: Value, attributes: number]
  | readonly [key: Value, get: Value, set: Value, attributes: number];

/** What every node may carry besides its own nature. */
export interface NodeExtras {
  readonly proto?: Value;
  readonly props?: readonly Property[];
  readonly locked?: true;
  /** Private members, which exist only in what a class has constructed. */
  readonly instance?: Instance;
}

export interface Instance {
  /** The class to construct. */
  readonly of: Value;
  readonly fields: readonly (readonly [owner: Value, name: string, value: Value])[];
}

/** Program text and where it stood in the caller's script. */
export interface Code {
  readonly text: string;
  /** What `toString` gives, where it is not the text itself. */
  readonly shown?: string;
  readonly before: string;
  readonly after: string;
  readonly strict: boolean;
  /** Index of the shared scope around the code, or -1. */
  readonly scope: number;
  readonly variables: readonly (readonly [name: string, value: Value])[];
  readonly url: string;
  readonly line: number;
  readonly column: number;
}

export interface FunctionNode extends NodeExtras {
  readonly kind: "function";
  readonly code: Code;
  /** Set for a method: which part of the only member of the evaluated object is meant. */
  readonly pick?: "value" | "get" | "set";
}

export interface ClassNode extends NodeExtras {
  readonly kind: "class";
  readonly code: Code;
  /** The class it extends, if any. */
  readonly base?: Value;
  /** The name in the text that stands for the base, where it does not find it by itself. */
  readonly baseName?: string;
  /** Keys of members that the text itself makes, on the class and on its prototype. */
  readonly staticKeys: readonly Value[];
  readonly prototypeKeys: readonly Value[];
  /** The text lets this program fill private members. */
  readonly restorable?: true;
  /** Values of private static fields. */
  readonly privateStatics?: readonly (readonly [name: string, value: Value])[];
}

/** What the caller's program did to something that it did not make. */
export interface Changes {
  readonly props?: readonly Property[];
  readonly removed?: readonly Value[];
  readonly proto?: Value;
  /** Not extensible, sealed or frozen. */
  readonly locked?: "closed" | "sealed" | "frozen";
}

/** Something that a module exports. */
export interface ImportedNode extends Changes {
  readonly kind: "imported";
  /** The module, in the image; without it, the modules that came with the call are meant. */
  readonly specifier?: string;
  readonly how?: "import" | "require";
  readonly path: readonly string[];
}

/** What `import()` or `require` is inside a function. */
export interface LoaderNode {
  readonly kind: "loader";
  readonly how: "import" | "require";
  /** What loads a module that came with the call, by name. */
  readonly modules: readonly (readonly [specifier: string, name: string])[];
}

/** A module of the image that the graph refers to. */
export interface ImageModule {
  readonly specifier: string;
  readonly how: "import" | "require";
}

/** An ordinary object or list in the short form, with those inside it: numbers that say what follows, and values. */
export type OrdinaryNode = readonly Value[];

/** What is written inside of a node in the short form. */
export interface PartNode {
  readonly kind: "part";
  readonly of: readonly ["node", number];
  /** What began there so many objects after the first. */
  readonly at: number;
}

export type CodeNode = FunctionNode | ClassNode;

/** What is no code, and may carry properties. */
export type DataNode = NodeExtras &
  (
    | { readonly kind: "object" }
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
    | { readonly kind: "error" }
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

export type GraphNode =
  | OrdinaryNode
  | CodeNode
  | DataNode
  | PartNode
  | { readonly kind: "symbol"; readonly description?: string }
  | (Changes & { readonly kind: "builtin"; readonly path: readonly string[] })
  | ImportedNode
  | LoaderNode
  | {
      readonly kind: "member";
      readonly of: Value;
      readonly place: "static" | "prototype";
      readonly key: Value;
      readonly part: "value" | "get" | "set";
    };

/** Variables that several captured functions share. */
export interface SharedScope {
  /** Index of the scope around it, or -1. */
  readonly parent: number;
  readonly variables: readonly (readonly [name: string, value: Value])[];
}

/** JSON with the few primitives it lacks named by their path. */
export interface PlainData {
  readonly value: unknown;
  readonly specials: readonly (readonly [path: readonly (string | number)[], special: string])[];
}

/** A function with everything that it needs. */
export interface FunctionGraph {
  readonly function: Value;
  readonly receiver: Value;
  /** The arguments in STRUCTURED mode; the result is then told in the same way. */
  readonly values?: readonly Value[];
  readonly nodes: readonly GraphNode[];
  /** Keys of nodes in the short form. */
  readonly shapes: readonly (readonly string[])[];
  readonly scopes: readonly SharedScope[];
  /** False when some code in the graph runs in sloppy mode. */
  readonly strict: boolean;
  /** Modules whose namespace object occurs in the graph. */
  readonly namespaces: readonly string[];
  /** Modules of the image whose content occurs in the graph. */
  readonly imports: readonly ImageModule[];
}

export interface Call extends FunctionGraph {
  /** The list of arguments in JSON mode. */
  readonly args?: PlainData;
  /** Index of the attachment with the modules that came with the call. */
  readonly bundle?: number;
}
