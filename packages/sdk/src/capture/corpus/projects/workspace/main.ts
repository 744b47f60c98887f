import { Catalog, defaults, VERSION } from "@acme/shared";
import slugger, { type Options } from "slugger";

/** Uses a package of the same workspace, which is linked, and one of a store, which is linked as well. */
const catalog = new Catalog<string>("books");
catalog.add("Émile et les Détectives");
defaults.separator = "_";

export const CORPUS = [
  { name: "a class of the workspace", fn: (title: string) => catalog.add(title).slugs, args: ["The Trial"] },
  { name: "a setting of the workspace", fn: () => [defaults, VERSION, catalog.size] },
  {
    name: "a package of the store",
    fn: (text: string, options: Options) => slugger(text, options),
    args: ["Hello There", { separator: "+" }],
  },
  {
    name: "both, loaded inside",
    fn: async () => {
      const [{ Catalog: Loaded }, { default: loaded }] = await Promise.all([
        import("@acme/shared"),
        import("slugger"),
      ]);
      return [new Loaded("x").add("A b").slugs, loaded("A b")];
    },
    perhapsRefused: "which this program has loaded too, so that there could be two copies of its variables",
  },
  { name: "a subclass of a class of the workspace", fn: () => new Sorted("s").add("b").add("a").slugs },
];

class Sorted extends Catalog<string> {
  override get slugs(): string[] {
    return super.slugs.sort();
  }
}
