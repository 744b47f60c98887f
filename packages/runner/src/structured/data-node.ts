import type { PartNode, TaggedValue } from "../payload.js";

/** A value inside a result: like one inside a call, and beside it symbols that the call brought along. */
export type DataValue =
  | string
  | number
  | boolean
  | null
  | Exclude<TaggedValue, readonly ["hole"]>
  | readonly ["hole"]
  | readonly ["shipped", number];

/** Bits of a property: writable 1, enumerable 2, configurable 4. All three are the default. */
export type DataProperty =
  | readonly [key: DataValue, value: DataValue]
  | readonly [key: DataValue, value: DataValue, attributes: number];

/** What every object may carry besides its own nature. */
export interface DataExtras {
  /** Null, the name of a class of the language, or the node of the call whose class made the object. */
  readonly proto?: string | number | null;
  /** Name of a class that the caller does not have. */
  readonly className?: string;
  readonly props?: readonly DataProperty[];
  readonly locked?: true;
}

export type DataNature =
  | { readonly kind: "object" | "error" }
  | { readonly kind: "array"; readonly items: readonly DataValue[] }
  | { readonly kind: "map"; readonly entries: readonly (readonly [DataValue, DataValue])[] }
  | { readonly kind: "set"; readonly items: readonly DataValue[] }
  | { readonly kind: "date"; readonly time: DataValue }
  | { readonly kind: "regexp"; readonly source: string; readonly flags: string }
  | { readonly kind: "boxed"; readonly value: DataValue }
  | { readonly kind: "url"; readonly href: string }
  | { readonly kind: "arraybuffer"; readonly attachment: number }
  | {
      readonly kind: "view";
      readonly view: string;
      readonly buffer: DataValue;
      readonly offset: number;
      readonly length: number;
    };

/** An ordinary object or list in the short form, as in a call. */
export type OrdinaryDataNode = readonly DataValue[];

export type DataNode =
  | OrdinaryDataNode
  | PartNode
  | (DataNature & DataExtras)
  | { readonly kind: "symbol"; readonly description?: string };
