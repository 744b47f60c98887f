import { addDays, differenceInCalendarDays, format, parseISO } from "date-fns";
import { de } from "date-fns/locale";
import { isWeekend } from "date-fns/isWeekend";
import _ from "lodash";
import chunk from "lodash/chunk.js";
import { v4, v5, validate as isUuid } from "uuid";
import { z } from "zod";
import { slug } from "./text.js";

/** What many programs take from the registry. */
const Customer = z.object({
  name: z
    .string()
    .min(2)
    .transform((name) => name.trim()),
  email: z.string().email().optional(),
  tags: z.array(z.enum(["new", "vip"])).default([]),
  since: z.string().refine((text) => !Number.isNaN(Date.parse(text)), "no date"),
});
type Customer = z.infer<typeof Customer>;

const NAMESPACE = v5("customers", v5.URL);
const memoized = _.memoize((name: string) => v5(name, NAMESPACE));
const tax = _.curry((rate: number, amount: number) => _.round(amount * (1 + rate), 2))(0.19);
const { groupBy, sortBy } = _;

function parseCustomers(rows: readonly unknown[]) {
  return rows.map((row) => {
    const parsed = Customer.safeParse(row);
    return parsed.success
      ? { ok: parsed.data satisfies Customer }
      : { bad: parsed.error.issues.map(({ path, code }) => `${path.join(".")}: ${code}`) };
  });
}

/** What packages keep to themselves stays here, unless a bundler made their code that of the program. */
const LODASH = 'code of the package "lodash" that no module of it exports: create inside the function';
const ZOD = 'an instance of a class of the package "zod", which keeps state of its instances to itself';

export const CORPUS = [
  {
    name: "lodash: members, chains and subpaths",
    fn: (numbers: number[]) => [
      _.sum(numbers),
      _(numbers)
        .map((n) => n * 2)
        .filter((n) => n > 2)
        .value(),
      chunk(numbers, 2),
      groupBy(numbers, (n) => (n % 2 ? "odd" : "even")),
      sortBy(numbers, (n) => -n),
      _.chain(numbers).reverse().head().value(),
      slug("Über Uns"),
    ],
    args: [[1, 2, 3]],
  },
  {
    name: "lodash: what its functions made",
    fn: (amount: number) => tax(amount),
    args: [10],
    perhapsRefused: LODASH,
  },
  {
    name: "lodash: a memoized function",
    fn: (name: string) => memoized(name),
    args: ["ada"],
    perhapsRefused: LODASH,
  },
  {
    name: "date-fns: functions, subpaths and locales",
    fn: (text: string) => [
      format(addDays(parseISO(text), 3), "EEEE, d. MMMM yyyy", { locale: de }),
      differenceInCalendarDays(new Date("2024-03-01T12:00:00"), parseISO(text)),
      isWeekend(parseISO(text)),
    ],
    args: ["2024-02-08T12:00:00"],
  },
  { name: "uuid", fn: () => [isUuid(v4()), v5("ada", NAMESPACE), v4.name.length >= 0] },
  {
    name: "zod: a schema made outside",
    fn: parseCustomers,
    args: [[{ name: " Ada ", since: "2024-01-01" }]],
    perhapsRefused: ZOD,
  },
  {
    name: "zod: a schema made inside",
    fn: (rows: readonly unknown[]) => {
      const schema = z.object({ id: z.coerce.number().int(), tags: z.array(z.string()).default([]) });
      return rows.map((row) => {
        const parsed = schema.safeParse(row);
        return parsed.success ? parsed.data : parsed.error.issues.map(({ path, code }) => [path, code]);
      });
    },
    args: [[{ id: "5" }, { id: "x", tags: [1] }]],
  },
  {
    name: "packages loaded inside",
    fn: async () => {
      const [{ default: lodash }, { z: zod }] = await Promise.all([import("lodash"), import("zod")]);
      return [lodash.camelCase("foo bar"), zod.string().safeParse(1).success];
    },
  },
];
