import { readdir } from "node:fs/promises";
import path from "node:path";
import {
  Application,
  DeclarationReflection,
  type ProjectReflection,
  ReflectionKind,
  type TypeDocOptions,
} from "typedoc";
import { load as markdown, type PluginOptions } from "typedoc-plugin-markdown";
import { missingFromTopics } from "./missing-from-topics.js";

const PACKAGE = "cwsandbox";
const toolFolder = path.resolve(import.meta.dirname, "..");
const declarations = path.resolve(toolFolder, "../../packages/sdk/dist/index.d.ts");

/** One page of the reference: what it is about and the public names on it. */
export interface Topic {
  readonly page: string;
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  readonly names: readonly string[];
}

/**
 * Writes one page per topic into a folder.
 *
 * @throws Error when a public name is on no page, or something has no doc comment; the list is on stderr.
 */
export async function writeApiPages(folder: string): Promise<Topic[]> {
  const app = await Application.bootstrapWithPlugins(await options(folder));
  const project = await app.convert();
  if (project === undefined) throw new Error("the SDK's types do not compile; the messages are above");
  project.packageName = PACKAGE;
  leaveOutInherited(project);
  app.validate(project);
  for (const name of missingFromTopics(app.getEntryPoints() ?? [], declarations)) {
    app.logger.error(`${name} is on no page: name it in one of tools/reference/src/topics/`);
  }
  await app.generateOutputs(project);
  if (app.logger.hasErrors() || app.logger.hasWarnings()) {
    throw new Error("the reference is incomplete: mend what is listed above");
  }
  return (project.children ?? []).map(topicOf);
}

async function options(folder: string): Promise<TypeDocOptions & Partial<PluginOptions>> {
  const topics = await readdir(path.join(toolFolder, "src/topics"));
  return {
    entryPoints: topics.sort().map((file) => path.join(toolFolder, "src/topics", file)),
    tsconfig: path.join(toolFolder, "tsconfig.topics.json"),
    plugin: [markdown],
    out: folder,
    logLevel: "Warn",
    name: PACKAGE,
    readme: "none",
    router: "module",
    disableSources: true,
    excludeExternals: true,
    excludeInternal: true,
    intentionallyNotExported: IMPLEMENTATION_TYPES,
    excludePrivate: true,
    validation: { notExported: true, invalidLink: true, invalidPath: false, notDocumented: true },
    packagesRequiringDocumentation: [PACKAGE],
    requiredToBeDocumented: DOCUMENTED,
    ...LOOK,
  };
}

const DOCUMENTED: NonNullable<TypeDocOptions["requiredToBeDocumented"]> = [
  "Class",
  "Interface",
  "TypeAlias",
  "Function",
  "Variable",
  "Method",
  "Property",
  "Accessor",
  "CallSignature",
  "GetSignature",
];

/** Helper types of signatures, whose names say nothing to users. */
const IMPLEMENTATION_TYPES = [
  "src/config/containers.ts:ContainerConfig",
  "src/config/network.ts:CheckedNetworkOptions",
  "src/config/read-defaults.ts:DefaultsFields",
  "src/config/network-rules.ts:RuleInputs",
  "src/streams/channel.ts:Item",
  "src/streams/stream-reader.ts:ReadableText",
  "src/handles/results.ts:Values",
];

const LOOK: Partial<PluginOptions> = {
  hideBreadcrumbs: true,
  hidePageHeader: true,
  pageTitleTemplates: { module: ({ name }) => titleOf(name) },
  useCodeBlocks: true,
  expandParameters: true,
  parametersFormat: "table",
  interfacePropertiesFormat: "table",
  typeAliasPropertiesFormat: "table",
  propertyMembersFormat: "table",
  typeDeclarationFormat: "table",
  tableColumnSettings: { hideModifiers: true, hideInherited: true, hideOverrides: true, hideSources: true },
};

/** What a class inherits stands at its parent, which it links to; otherwise every error would repeat the root. */
function leaveOutInherited(project: ProjectReflection): void {
  for (const reflection of project.getReflectionsByKind(ReflectionKind.Class)) {
    if (!(reflection instanceof DeclarationReflection)) continue;
    const inherited = reflection.children?.filter((member) => member.inheritedFrom !== undefined) ?? [];
    const groups = reflection.groups ?? [];
    for (const group of groups) {
      group.children = group.children.filter((member) => !inherited.some(({ id }) => id === member.id));
    }
    reflection.groups = groups.filter((group) => group.children.length > 0);
    for (const member of inherited) project.removeReflection(member);
  }
}

function titleOf(page: string): string {
  return `${page.charAt(0).toUpperCase()}${page.slice(1).replaceAll("-", " ")}`;
}

function topicOf(module: DeclarationReflection): Topic {
  const summary = module.comment?.summary.map(({ text }) => text).join("") ?? "";
  const names = new Set((module.children ?? []).map(({ name }) => name));
  return { page: module.name, title: titleOf(module.name), summary, names: [...names] };
}
