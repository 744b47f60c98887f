/** The payload of a call of a function without variables and arguments, as docs/function-payload.md describes it. */
export function functionPayload(text: string): Uint8Array {
  const position = { url: "file:///conformance.js", line: 0, column: 0 };
  const code = { text, before: "(", after: ")", strict: true, scope: -1, variables: [], ...position };
  const call = {
    function: ["node", 0],
    receiver: ["undefined"],
    args: { value: [], specials: [] },
    nodes: [{ kind: "function", code }],
    shapes: [],
    scopes: [],
    strict: true,
    namespaces: [],
    imports: [],
    attachments: [],
  };
  const json = Buffer.from(JSON.stringify(call));
  const header = Buffer.from([1, 0, 0, 0, 0]);
  header.writeUInt32BE(json.length, 1);
  return Buffer.concat([header, json]);
}
