import type { Runtime } from "node:inspector";
import type { Inspector, RemoteObject } from "./inspector.js";

/** A private member of an object; only a field has a value of its own. */
export interface PrivateMember {
  readonly name: string;
  readonly isField: boolean;
  readonly value: unknown;
}

/** The type declarations lack private members. */
type Insides = Runtime.GetPropertiesReturnType & {
  readonly privateProperties?: readonly { readonly name: string; readonly value?: RemoteObject }[];
};

/** Private members that an object or class has, in the order in which they were made. */
export function readPrivateMembers(inspector: Inspector, value: object): PrivateMember[] {
  const answer: Insides = inspector.propertiesOf(inspector.idOf(value));
  const members = answer.privateProperties ?? [];
  const methods = answer.internalProperties?.find(({ name }) => name === "[[PrivateMethods]]")?.value;
  if (members.length === 0 && methods === undefined) return [];
  const none: RemoteObject = { type: "undefined" };
  const [made, ...read] = inspector.valuesOf([
    methods ?? none,
    ...members.map((member) => member.value ?? none),
  ]);
  return [
    ...members.map((member, index) => ({
      name: member.name,
      isField: member.value !== undefined,
      value: read[index],
    })),
    // The list has no prototype.
    ...Object.values(Object(made)).map((method) => ({
      name: String(Reflect.get(Object(method), "name")),
      isField: false,
      value: method,
    })),
  ];
}
