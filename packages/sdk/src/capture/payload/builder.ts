import type { GraphNode, ImageModule, Value } from "@cwsandbox/runner/payload";
import { Parts, Shapes } from "@cwsandbox/runner/short-form";
import {
  findLoadedExports,
  type FunctionReader,
  type LiveScope,
  type LoadedExports,
  type Script,
  type WeakEntry,
} from "../engine/index.js";
import type { ImportedExports, PackageReference } from "../packages/index.js";
import type { Trail } from "./trail.js";
import type { Use } from "../source/index.js";

/** A variable of a captured function, found in one of its scopes. */
export interface Binding {
  readonly name: string;
  /** Index into the function's scopes, or -1 for a global name. */
  readonly scopeIndex: number;
  readonly live: unknown;
  readonly value: Value;
  readonly written: boolean;
  /** Whether its text of this moment decided which members of another variable travel. */
  readonly isKey: boolean;
}

/** What is remembered of a captured function until it is known which variables are shared. */
export interface CapturedFunction {
  readonly fn: object;
  readonly node: number;
  readonly script: Script;
  /** Where the function begins in its script's source. */
  readonly offset: number;
  readonly scopes: readonly LiveScope[];
  readonly bindings: readonly Binding[];
  readonly trail: Trail;
}

/** A view into memory that Node shares out to many small buffers. */
export interface PooledView {
  readonly node: number;
  readonly start: number;
  readonly end: number;
}

/** What the caller decides about a capture. */
export interface CaptureOptions {
  /** Packages that the image has: they are not sent along. */
  readonly packages: readonly string[];
  /** Names of secrets that may travel; true for all. */
  readonly allowSecrets: true | readonly string[];
  /** How much binary data may travel. */
  readonly maxAttachedBytes: number;
}

/** A variable that travels, and the first way to it. */
export interface CapturedVariable {
  readonly name: string;
  readonly trail: Trail;
  readonly value: Value;
}

/** Something of a package that the client sends along, under a name of its own. */
export interface BundledReference {
  readonly name: string;
  readonly reference: PackageReference;
  /** The first way that led to it. */
  readonly trail: Trail;
}

/** The state of one capture. */
export interface Builder {
  readonly reader: FunctionReader;
  readonly options: CaptureOptions;
  readonly nodes: (GraphNode | undefined)[];
  readonly shapes: Shapes;
  readonly ids: Map<object | symbol, number>;
  /** Ordinary objects and lists that are written inside of nodes. */
  readonly parts: Parts;
  /** Visits that are still to be made; values are walked without recursion, however deep they are. */
  readonly pending: (() => void)[];
  readonly functions: CapturedFunction[];
  readonly attachments: (readonly Uint8Array[])[];
  /** Of all attachments together. */
  attachedBytes: number;
  readonly namespaces: Set<string>;
  /** Objects of which only some members travel, with those that do. */
  readonly partial: Map<object, PartialObject>;
  readonly pooled: Map<ArrayBufferLike, PooledView[]>;
  readonly moduleReads: ModuleRead[];
  readonly weakCollections: WeakCollection[];
  /** What captured code imports from packages. */
  readonly imported: Map<PackageReference, ImportedExports>;
  /** What loaded CommonJS modules of packages export. */
  readonly loadedExports: LoadedExports;
  readonly bundled: Map<string, BundledReference>;
  readonly imageModules: Map<string, ImageModule>;
  /** Registered symbols that travel. */
  readonly symbols: Set<symbol>;
  /** Objects of Node and the language that captured code refers to. */
  readonly builtins: Set<object>;
  /** What packages export, as far as captured code refers to it. */
  readonly packageObjects: Map<object, PackageReference>;
  /** Modules of packages of which is known what the program changed in them, by their keys. */
  readonly comparedModules: Set<string>;
  /** Objects that are found in what packages export only because the program did something to them. */
  readonly putIntoPackages: Set<object>;
  /** What the program changed of both, as far as it travels. */
  readonly changes: CapturedVariable[];
  /** Names of globals that travel as such: code finds them without being given them. */
  readonly changedGlobals: Set<string>;
  /** Classes whose private members the runner fills. */
  readonly restorable: Set<object>;
  /** Objects and functions whose prototypes declare no private members. */
  readonly withoutPrivate: { readonly value: object; readonly trail: Trail }[];
  /** Frozen lists: tagged templates have such ones, and always the same one. */
  readonly frozenLists: { readonly value: readonly unknown[]; readonly trail: Trail }[];
}

/** An export that was read from a namespace object: a copy, where the original is a live variable. */
export interface ModuleRead {
  readonly exported: string;
  readonly live: unknown;
  readonly trail: Trail;
}

/** A WeakMap or WeakSet that travels. */
export interface WeakCollection {
  /** Entries whose keys do not travel, as far as is known. */
  open: readonly WeakEntry[];
  /** Those that do, encoded. */
  readonly entries: (readonly [key: Value, value: Value])[];
  readonly trail: Trail;
}

export interface PartialObject {
  readonly node: number;
  readonly taken: Set<string>;
  whole: boolean;
}

/** Turns a live value into its encoded form, and queues what it refers to. */
export type Encode = (builder: Builder, value: unknown, trail: Trail, use?: Use) => Value;

export function newBuilder(reader: FunctionReader, options: CaptureOptions): Builder {
  return {
    reader,
    options,
    nodes: [],
    shapes: new Shapes(),
    ids: new Map(),
    parts: new Parts(),
    pending: [],
    functions: [],
    attachments: [],
    attachedBytes: 0,
    namespaces: new Set(),
    partial: new Map(),
    pooled: new Map(),
    moduleReads: [],
    weakCollections: [],
    imported: new Map(),
    loadedExports: findLoadedExports(),
    bundled: new Map(),
    imageModules: new Map(),
    symbols: new Set(),
    builtins: new Set(),
    packageObjects: new Map(),
    comparedModules: new Set(),
    putIntoPackages: new Set(),
    changes: [],
    changedGlobals: new Set(),
    restorable: new Set(),
    withoutPrivate: [],
    frozenLists: [],
  };
}

/** Reserves the place of a node, so that cycles can refer to it before it is described. */
export function reserveNode(builder: Builder, value: object | symbol): number {
  const index = builder.nodes.length;
  builder.nodes.push(undefined);
  builder.ids.set(value, index);
  return index;
}

export function nodeValue(index: number): readonly ["node", number] {
  return ["node", index];
}
