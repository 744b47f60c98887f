import { readFileSync } from "node:fs";
import { fileOf, loadUntouched, lockOf, moduleKey, type PackageExport } from "../packages/index.js";
import {
  type Builder,
  type Encode,
  type ImportedNode,
  refuse,
  START,
  throughKey,
  throughPart,
  throughVariable,
  type Trail,
  wayText,
} from "../payload/index.js";
import { type PackageChange as Change, wayTo } from "./compare-packages.js";
import { encodeProperties } from "./encode-properties.js";
import { changesOf } from "./earlier-comparisons.js";
import { packageScript } from "./package-code.js";
import { putIn } from "./put-in-packages.js";
import { contentOf } from "./package-content.js";
import { referenceNode } from "./references.js";
import { isObject } from "../../support/index.js";

/**
 * Takes along what the program changed in what packages export, as far as captured code uses the module: all of its
 * exports that the program imports count, because code of the package may look at what it exports elsewhere. What a
 * package was before is told by one that is loaded once more, where nobody changes it.
 *
 * @param names - Every word of the captured code.
 */
export function encodePackageChanges(builder: Builder, names: ReadonlySet<string>, encode: Encode): void {
  const modules = newModules(builder);
  const untouched = loadUntouched(modules.map(([first]) => first.reference));
  for (const [at, exports] of modules.entries()) {
    const module = untouched[at] ?? null;
    const changes = module === null ? putIn(builder, exports) : changesOf(module, exports);
    takeChanges(
      builder,
      changes.filter((change) => isTaken(builder, change, names)),
      encode,
    );
  }
}

/** What the program has of each module that captured code uses, and that was not compared yet. */
function newModules(builder: Builder): [PackageExport, ...PackageExport[]][] {
  const modules = new Map<string, [PackageExport, ...PackageExport[]]>();
  for (const [value, reference] of builder.packageObjects) {
    const key = moduleKey(reference);
    if (builder.comparedModules.has(key)) continue;
    const known = modules.get(key);
    if (known === undefined) modules.set(key, [{ value, reference }]);
    else known.push({ value, reference });
  }
  for (const [key, exports] of modules) {
    builder.comparedModules.add(key);
    for (const imported of builder.imported.values())
      if (moduleKey(imported.reference) === key) exports.push(...imported.exports);
  }
  return [...modules.values()];
}

/** Whether a change travels; some must not be lost and cannot travel, and others do not matter. */
function isTaken(builder: Builder, change: Change, names: ReadonlySet<string>): boolean {
  const { key, now, before, owner, part } = change;
  const hasPlace = key !== null && wayTo(owner) !== null;
  if (part === "lock" && hasPlace) return true;
  if (now === null && hasPlace) return before?.kind !== "accessor";
  const content = now === null ? "data" : contentOf(builder, now, owner.root.packageName);
  if (hasPlace && content !== "of a package") return true;
  // Packages replace accessors by what they were asked for first.
  if (before?.kind === "accessor" && content === "of a package") return false;
  if (part === "prototype" && content === "of a package" && !isMadeInFile(builder, now?.value)) return false;
  const isSeen =
    content === "of the program" ||
    isMentioned(change, names) ||
    isReplaced(builder, change) ||
    isSetUp(builder, change);
  if (!isSeen) return false;
  return refuse(
    throughKey(trailTo(change.owner), change.name),
    "something that the program has changed in a package, and that cannot be changed from outside in another process: " +
      "make the change inside the function as well, or pass what it depends on as an argument",
  );
}

/** Names that lead to members without standing in the code. */
const UNNAMED: ReadonlySet<string> = new Set(["prototype", "__proto__", "default"]);

function isMentioned({ owner, name, key }: Change, names: ReadonlySet<string>): boolean {
  const way = [...owner.root.path, ...(wayTo(owner) ?? []), ...(key === null ? [] : [name])];
  return way.every((one) => UNNAMED.has(one) || names.has(one));
}

/** A function in the place of another one, as plugins of a package put it there. */
function isReplaced(builder: Builder, { now, before }: Change): boolean {
  const fn: unknown = now?.value;
  return typeof fn === "function" && before?.kind === "object" && isAsInFile(builder, fn);
}

/** A test runner may have compiled the package, so that nothing is as it was. */
function isAsInFile(builder: Builder, fn: object): boolean {
  const script = packageScript(builder, fn);
  const file = script === null ? null : fileOf(script);
  return file !== null && readFileSync(file, "utf8").includes(Function.prototype.toString.call(fn));
}

function isMadeInFile(builder: Builder, proto: unknown): boolean {
  const maker: unknown = isObject(proto)
    ? Object.getOwnPropertyDescriptor(proto, "constructor")?.value
    : null;
  return typeof maker === "function" && isAsInFile(builder, maker);
}

/** An object that the package gave to what the code uses when the program set that up; caches have names with a line. */
function isSetUp({ packageObjects }: Builder, { owner, name, now, before }: Change): boolean {
  const isNew = before === null || (before.kind === "primitive" && (before.value ?? null) === null);
  const isOfUsed = packageObjects.has(owner.value) && typeof owner.value !== "function";
  return (
    isNew && isOfUsed && typeof now?.value === "object" && now.enumerable === true && !name.startsWith("_")
  );
}

function takeChanges(builder: Builder, changes: readonly Change[], encode: Encode): void {
  const byOwner = new Map<object, [Change, ...Change[]]>();
  for (const change of changes) {
    const known = byOwner.get(change.owner.value);
    if (known === undefined) byOwner.set(change.owner.value, [change]);
    else known.push(change);
  }
  for (const ofOne of byOwner.values()) takeChangesOfOne(builder, ofOne, encode);
}

/** A node beside the one for the export: it leads to the object that was changed, and has the changes. */
function takeChangesOfOne(builder: Builder, changes: [Change, ...Change[]], encode: Encode): void {
  const [{ owner }] = changes;
  const members = changes.filter(({ part }) => part === "member");
  const keys = new Set(members.flatMap(({ key, now }) => (now === null || key === null ? [] : key)));
  const removed = members.flatMap(({ name, now }) => (now === null ? name : []));
  const trail = trailTo(owner);
  const props = encodeProperties(builder, owner.value, { trail, skip: (key) => !keys.has(key) }, encode);
  const node = referenceNode(builder, owner.root, trail);
  builder.nodes.push({
    ...node,
    path: [...node.path, ...(wayTo(owner) ?? [])],
    props,
    ...(removed.length === 0 ? {} : { removed }),
    ...stateChanges(builder, changes, encode),
  });
  for (const [key, value] of props) {
    const inner = throughKey(trail, String(key));
    builder.changes.push({ name: wayText(inner), trail: inner, value });
  }
}

/** What an object inherits from now, and whether it is closed. */
function stateChanges(
  builder: Builder,
  changes: readonly [Change, ...Change[]],
  encode: Encode,
): Pick<ImportedNode, "proto" | "locked"> {
  const [{ owner }] = changes;
  const proto = changes.find(({ part }) => part === "prototype")?.now?.value;
  const lock = changes.some(({ part }) => part === "lock") ? lockOf(owner.value) : "open";
  const trail = throughPart(trailTo(owner), ".[[Prototype]]");
  return {
    ...(proto === undefined ? {} : { proto: encode(builder, proto, trail) }),
    ...(lock === "open" ? {} : { locked: lock }),
  };
}

/** The way to an object of a package, which begins with the package's name. */
function trailTo({ root, parent, key }: Change["owner"]): Trail {
  if (parent !== null) return throughKey(trailTo(parent), key ?? "entries");
  let trail = throughVariable(START, root.packageName ?? root.specifier);
  for (const name of root.path) if (name !== "default") trail = throughKey(trail, name);
  return trail;
}
