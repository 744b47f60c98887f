import {
  type Builder,
  type CapturedFunction,
  type CodeNode,
  editedCode,
  type Encode,
  refuse,
  START,
  type Value,
} from "../payload/index.js";
import { type TaggedTemplate, taggedTemplates, withCalls } from "../source/index.js";

/** A tagged template in captured code. */
interface Site {
  readonly captured: CapturedFunction;
  readonly template: TaggedTemplate;
  /** The place in its script: functions made by the same code have it in common. */
  readonly place: string;
}

/** A list of strings and the variable that holds it in the sandbox. */
interface SharedList {
  readonly name: string;
  readonly strings: Value;
}

/**
 * Every evaluation of a tagged template gives its tag the same list of strings, and libraries know templates by it.
 * Functions made by the same code travel one by one, so that the list travels with them. A list whose template may
 * travel as well is refused, because nothing tells which of several equal templates it belongs to.
 *
 * @param drain - Walks what was encoded.
 */
export function shareTemplates(builder: Builder, drain: () => void, encode: Encode): void {
  const sites = builder.functions.flatMap((captured) => sitesOf(builder, captured));
  if (sites.length === 0) return;
  refuseListsOf(builder, sites);
  const prefix = freeName(builder.functions);
  const lists = new Map<string, SharedList>();
  for (const { place, template, captured } of sites) {
    if (!sites.some((other) => other.place === place && other.captured !== captured)) continue;
    const strings = encode(builder, stringsOf(template), START);
    if (!lists.has(place)) lists.set(place, { name: `${prefix}${lists.size}`, strings });
  }
  drain();
  for (const captured of builder.functions) {
    const own = sites.filter((site) => site.captured === captured && lists.has(site.place));
    if (own.length > 0) provideLists(builder, own, lists);
  }
}

function sitesOf(builder: Builder, captured: CapturedFunction): Site[] {
  const { fn, script, offset, bindings } = captured;
  const text = codeNodeOf(builder, captured)?.code.text ?? "";
  const templates = taggedTemplates(text);
  if (templates.length === 0) return [];
  // Only the name of a base that stands before all members can have changed the length.
  const grown = text.length - Function.prototype.toString.call(fn).length;
  const isOwnString = bindings.some(({ name }) => name === "String");
  return templates
    .filter(({ isRawText }) => isOwnString || !isRawText)
    .map((template) => ({
      captured,
      template,
      place: `${script.id}:${offset + template.start - grown}`,
    }));
}

function refuseListsOf({ frozenLists }: Builder, sites: readonly Site[]): void {
  const texts = new Set(sites.map(({ template }) => JSON.stringify(template.raw)));
  for (const { value, trail } of frozenLists) {
    const raw: unknown = Object.getOwnPropertyDescriptor(value, "raw")?.value ?? value;
    if (!texts.has(JSON.stringify(raw))) continue;
    refuse(
      trail,
      "the list of strings of a tagged template whose code travels too and would make a list of its own: " +
        "copy it, or use the template only inside the function",
    );
  }
}

/** What a tag gets first. */
function stringsOf({ raw, cooked }: TaggedTemplate): readonly (string | undefined)[] {
  return Object.freeze(Object.defineProperty([...cooked], "raw", { value: Object.freeze([...raw]) }));
}

/** The beginning of names that no captured code uses. */
function freeName(functions: readonly CapturedFunction[]): string {
  let name = "$cwtpl";
  while (functions.some(({ fn }) => Function.prototype.toString.call(fn).includes(name))) name += "_";
  return name;
}

/** Has code call its tags with lists that it is given. */
function provideLists(
  builder: Builder,
  sites: readonly Site[],
  lists: ReadonlyMap<string, SharedList>,
): void {
  const [first] = sites;
  const node = first === undefined ? null : codeNodeOf(builder, first.captured);
  if (first === undefined || node === null) return;
  if (sites.some(({ template }) => template.isBehindNew))
    refuse(
      first.captured.trail,
      "a function that constructs what a tagged template gives: put it into a variable first",
    );
  const provided = sites.flatMap(({ template, place }) => {
    const list = lists.get(place);
    return list === undefined ? [] : [{ ...list, template }];
  });
  const text = withCalls(
    node.code.text,
    sites.map(({ template }) => template),
  );
  const insertions = provided
    .map(({ template, name }) => ({ at: (template.pieces[0]?.start ?? 0) + 1, text: name }))
    .sort((a, b) => a.at - b.at);
  const code = editedCode({ ...node.code, text }, insertions);
  const variables = [
    ...node.code.variables,
    ...provided.map(({ name, strings }) => [name, strings] as const),
  ];
  builder.nodes[first.captured.node] = { ...node, code: { ...code, variables } };
}

function codeNodeOf({ nodes }: Builder, { node: index }: CapturedFunction): CodeNode | null {
  const node = nodes[index];
  return node !== undefined && "code" in node ? node : null;
}
