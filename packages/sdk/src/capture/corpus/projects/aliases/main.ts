import invoice, { currentLocale, Money, setLocale } from "#core/index";
import * as core from "#core/index";

/** A program of several projects, with names for their paths. */
setLocale("de");

export const CORPUS = [
  { name: "a default export through an index", fn: invoice, args: [[{ what: "tea", amount: 2.345 }]] },
  {
    name: "a namespace of re-exports",
    fn: () => [Object.keys(core).sort(), core.settings.locale, String(core.sum())],
  },
  { name: "a live binding", fn: () => [currentLocale, core.currentLocale, core.settings.locale] },
  {
    name: "a binding that changes while it runs",
    fn: () => {
      setLocale("fr");
      return [currentLocale, invoice([])];
    },
  },
  { name: "currencies", fn: () => String(Money.zero.plus(Money.of(1, "CHF"))) },
  {
    name: "a module loaded by its alias",
    fn: async () => {
      const { Money: Loaded } = await import("#core/money");
      return String(Loaded.of(3));
    },
  },
];
