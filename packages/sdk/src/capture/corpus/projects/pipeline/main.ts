import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream, promises as fs } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable, Transform, type TransformCallback } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";

/** Reads records from files, transforms and gathers them. */
interface Order {
  readonly id: number;
  readonly country: string;
  readonly amount: number;
  readonly when: Date;
}

const RATES: Record<string, number> = { DE: 0.19, FR: 0.2, CH: 0.081 };
const DELIMITER = /;\s*/;

class ParseOrders extends Transform {
  static readonly header = ["id", "country", "amount", "when"] as const;
  private rest = "";
  public bad = 0;

  constructor(private readonly strict = false) {
    super({ readableObjectMode: true });
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    const lines = (this.rest + chunk.toString()).split("\n");
    this.rest = lines.pop() ?? "";
    for (const line of lines) this.take(line);
    done();
  }

  override _flush(done: TransformCallback): void {
    if (this.rest) this.take(this.rest);
    done();
  }

  private take(line: string): void {
    const [id, country, amount, when] = line.split(DELIMITER);
    if (!country || !(country in RATES)) {
      if (this.strict) this.destroy(new RangeError(`unknown country in "${line}"`));
      this.bad++;
      return;
    }
    this.push({ id: Number(id), country, amount: Number(amount), when: new Date(when ?? 0) } satisfies Order);
  }
}

async function* withTax(orders: AsyncIterable<Order>): AsyncGenerator<Order & { tax: number }> {
  for await (const order of orders) {
    const tax = order.amount * (RATES[order.country] ?? 0);
    yield { ...order, tax: Math.round(tax * 100) / 100 };
  }
}

async function* batches<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

const groupBy = <T, K extends string>(items: Iterable<T>, key: (item: T) => K): Partial<Record<K, T[]>> => {
  const groups: Partial<Record<K, T[]>> = Object.create(null);
  for (const item of items) (groups[key(item)] ??= []).push(item);
  return { ...groups };
};

const sample = [
  "1; DE; 10.5; 2024-01-05",
  "2; FR; 20; 2024-02-01",
  "3; XX; 1; 2024-02-02",
  "4; DE; 7.25; 2024-03-09",
];

async function totals(lines: readonly string[], size: number) {
  const parser = new ParseOrders();
  const source = Readable.from(lines.map((line) => `${line}\n`));
  const seen: (Order & { tax: number })[] = [];
  let count = 0;
  await pipeline(source, parser, withTax as never, async (orders: AsyncIterable<Order & { tax: number }>) => {
    for await (const batch of batches(orders, size)) {
      count++;
      seen.push(...batch);
    }
  });
  const sums = Object.entries(groupBy(seen, ({ country }) => country)).map(([country, orders = []]) => [
    country,
    orders.reduce((sum, { amount, tax }) => sum + amount + tax, 0).toFixed(2),
    orders.map(({ when }) => when.toISOString().slice(0, 7)),
  ]);
  return { sums, count, bad: parser.bad, header: ParseOrders.header };
}

async function throughFiles(lines: readonly string[]) {
  const directory = await fs.mkdtemp(join(tmpdir(), "pipeline-"));
  const file = join(directory, "orders.csv.gz");
  try {
    await pipeline(Readable.from(lines.join("\n")), createGzip(), createWriteStream(file));
    const unpacked = createReadStream(file).pipe(createGunzip());
    const digest = createHash("sha256");
    const kept: string[] = [];
    for await (const line of createInterface({ input: unpacked, crlfDelay: Infinity })) {
      digest.update(line);
      if (!line.includes("XX")) kept.push(line.toUpperCase());
    }
    return { kept, digest: digest.digest("hex") };
  } finally {
    await fs.rm(directory, { recursive: true });
  }
}

async function strictly() {
  const parser = new ParseOrders(true);
  parser.end(sample.join("\n"));
  parser.resume();
  await once(parser, "close");
  const [error] = await Promise.allSettled([
    pipeline(Readable.from(sample.join("\n")), new ParseOrders(true)),
  ]);
  return error.status === "rejected" ? String(error.reason) : "no error";
}

export const CORPUS = [
  { name: "totals of a stream", fn: totals, args: [sample, 2] },
  { name: "through compressed files", fn: throughFiles, args: [sample] },
  {
    name: "an error inside a stream",
    fn: async () => {
      try {
        return await strictly();
      } catch (error) {
        return `thrown: ${String(error)}`;
      }
    },
  },
  {
    name: "a pipeline made of functions",
    fn: async (n: number) => {
      const steps = [(x: number) => x + 1, (x: number) => x * RATES["FR"]!, Math.fround];
      return steps.reduce<Promise<number>>(async (value, step) => step(await value), Promise.resolve(n));
    },
    args: [9],
  },
];
