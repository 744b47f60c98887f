/** Whether the object is the prototype that a function or class made for its instances. */
export function isOwnPrototype(value: object): boolean {
  const owner = ownerOf(value);
  return owner !== null && Object.getOwnPropertyDescriptor(owner, "prototype")?.value === value;
}

/** The function that a prototype names as its own. */
export function ownerOf(value: object): object | null {
  const owner: unknown = Object.getOwnPropertyDescriptor(value, "constructor")?.value;
  return typeof owner === "function" ? owner : null;
}
