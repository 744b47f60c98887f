import invoice, { currentLocale, Money, setLocale } from "#core/index";
import * as core from "#core/index";

/** A program of several projects, with names for their paths. */
setLocale("de");

/** A variable that one module assigns and another imports is one only where a bundler makes one module of all. */
const LIVE = "an imported variable that captured code of its module assigns";
const LOADED = "which this program has loaded too, so that there could be two copies of its variables";

export const CORPUS = [
  { name: "a default export through an index", fn: invoice, args: [[{ what: "tea", amount: 2.345 }]] },
  {
    name: "a namespace of re-exports",
    fn: () => [Object.keys(core).sort(), core.settings.locale, String(core.sum())],
    perhapsRefused: LIVE,
  },
  { name: "a live binding", fn: () => [currentLocale, core.currentLocale, core.settings.locale] },
  {
    name: "a binding that changes while it runs",
    fn: () => {
      setLocale("fr");
      return [currentLocale, invoice([])];
    },
    perhapsRefused: LIVE,
  },
  { name: "currencies", fn: () => String(Money.zero.plus(Money.of(1, "CHF"))) },
  {
    name: "a module loaded by its alias",
    fn: async () => {
      const { Money: Loaded } = await import("#core/money");
      return String(Loaded.of(3));
    },
    perhapsRefused: LOADED,
  },
];
