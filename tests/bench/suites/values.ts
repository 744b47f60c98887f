import { Serialization, Session } from "cwsandbox";

import type { Bench } from "../bench.js";
import { type Figure, figure } from "../figure.js";
import {
  type FloorName,
  makeBuffer,
  makeDeepList,
  makeFloat64Array,
  makeSmallObjects,
  makeText,
} from "../floors/index.js";
import { repeat } from "../measure.js";

interface Kind<Value> {
  readonly name: string;
  readonly make: () => Value;
  readonly serialization: typeof Serialization.JSON | typeof Serialization.STRUCTURED;
  /** Whether what came back is what went out, by a look at its end. */
  readonly isSame: (sent: Value, received: Value) => boolean;
  readonly floor: FloorName;
}

const { JSON, STRUCTURED } = Serialization;
const ROUNDS = { rounds: 10, limitSeconds: 6, pauseSeconds: 0.3 };

/** Large values to a function that gives them back, each call in a sandbox that was prepared. */
export async function measureValues(bench: Bench): Promise<Figure[]> {
  return [
    await measureTrip(bench, {
      name: "values/float64-array-10mb",
      make: makeFloat64Array,
      serialization: STRUCTURED,
      isSame: (sent, received) => sent.length === received.length && sent.at(-1) === received.at(-1),
      floor: "float64Array",
    }),
    await measureTrip(bench, {
      name: "values/small-objects",
      make: makeSmallObjects,
      serialization: STRUCTURED,
      isSame: (sent, received) => sent.length === received.length && received.at(-1)?.id === sent.at(-1)?.id,
      floor: "smallObjects",
    }),
    await measureTrip(bench, {
      name: "values/deep-list",
      make: makeDeepList,
      serialization: STRUCTURED,
      isSame: (sent, received) => depthOf(sent) === depthOf(received),
      floor: "flatLists",
    }),
    await measureTrip(bench, {
      name: "values/buffer-100mb",
      make: makeBuffer,
      serialization: STRUCTURED,
      isSame: (sent, received) => sent.equals(received),
      floor: "buffer",
    }),
    await measureTrip(bench, {
      name: "values/text-50mb",
      make: makeText,
      serialization: JSON,
      isSame: (sent, received) => sent === received,
      floor: "text",
    }),
  ];
}

async function measureTrip<Value>(bench: Bench, kind: Kind<Value>): Promise<Figure> {
  const { name, serialization, isSame } = kind;
  const sent = kind.make();
  await using server = await bench.startServer();
  await using session = new Session();
  const giveBack = makeGiveBack<Value>(session, serialization);
  const series = await bench.noteMemory(name, server, async () => {
    await repeat({ rounds: 2, pauseSeconds: 0.3 }, () => giveBack.remote(sent));
    let received = sent;
    const afterEach = async (): Promise<void> => {
      if (!isSame(sent, received)) throw new Error(`${name}: something else came back`);
      received = sent;
    };
    return repeat({ ...ROUNDS, afterEach }, async () => {
      received = await giveBack.remote(sent);
    });
  });
  // Afterwards, because it leaves memory behind.
  const floor = await bench.floors.get(kind.floor);
  return figure({ name, unit: "ms", ...series, floor });
}

/** In a scope of its own, so that it sees nothing of what it is called with. */
function makeGiveBack<Value>(session: Session, serialization: Kind<Value>["serialization"]) {
  return session.function((value: Value) => value, { serialization });
}

function depthOf(list: unknown): number {
  let depth = 0;
  for (let at = list; Array.isArray(at); at = at[0]) depth += 1;
  return depth;
}
