import { readFileRate, readPipeRate, writeFileRate } from "./bytes.js";
import { medianScopeReading } from "./inspector.js";
import { parkedRoundTrip, parkedNodeMegabytes, sleeperMegabytes } from "./parked.js";
import {
  HOST_PYTHON,
  medianBoot,
  medianSpawn,
  NAMESPACES,
  hundredBoots,
  nodesPerSecond,
} from "./processes.js";
import { bufferTrip, flatListsTrip, float64ArrayTrip, smallObjectsTrip, textTrip } from "./values.js";

interface Floor {
  readonly what: string;
  readonly unit: string;
  readonly measure: () => Promise<number>;
}

const FLOORS = {
  bareProcess: {
    what: "a process that does nothing, from start to end",
    unit: "ms",
    measure: () => medianSpawn(["true"]),
  },
  namespaces: {
    what: "the same in namespaces of its own",
    unit: "ms",
    measure: () => medianSpawn([...NAMESPACES, "true"]),
  },
  bareNode: {
    what: "a bare Node of the version in sandboxes, from start to end",
    unit: "ms",
    measure: () => medianBoot("sandbox"),
  },
  barePython: {
    what: "the host's bare Python, from start to end",
    unit: "ms",
    measure: () => medianSpawn([HOST_PYTHON, "-c", "pass"]),
  },
  serverAndNode: {
    what: "a bare Node of the server's version and one of the sandboxes', one after the other",
    unit: "ms",
    measure: async () => (await medianBoot("server")) + (await medianBoot("sandbox")),
  },
  parkedNode: {
    what: "a function's text to a parked bare Node over a pipe, and its result back",
    unit: "ms",
    measure: parkedRoundTrip,
  },
  nodesPerSecond: { what: "bare Nodes booted per second", unit: "/s", measure: nodesPerSecond },
  hundredNodes: { what: "100 bare Nodes, until the last has ended", unit: "ms", measure: hundredBoots },
  pipe: { what: "output of a process, read by Node", unit: "MB/s", measure: readPipeRate },
  fileWrite: { what: "a file written by Node", unit: "MB/s", measure: writeFileRate },
  fileRead: { what: "a file read by Node", unit: "MB/s", measure: readFileRate },
  scopes: {
    what: "one function's variables read through an in-process inspector session",
    unit: "ms",
    measure: medianScopeReading,
  },
  float64Array: { what: tripOf("a Float64Array of 10 MB"), unit: "ms", measure: float64ArrayTrip },
  smallObjects: { what: tripOf("100,000 small objects"), unit: "ms", measure: smallObjectsTrip },
  flatLists: { what: tripOf("100,000 lists side by side"), unit: "ms", measure: flatListsTrip },
  buffer: { what: tripOf("100 MB of bytes"), unit: "ms", measure: bufferTrip },
  text: { what: tripOf("50 MB of text"), unit: "ms", measure: textTrip },
  sleeper: { what: "a process that sleeps", unit: "MB", measure: sleeperMegabytes },
  parkedNodeMemory: { what: "a parked bare Node, private", unit: "MB", measure: parkedNodeMegabytes },
} as const satisfies Readonly<Record<string, Floor>>;

function tripOf(value: string): string {
  return `${value} to a parked bare Node and back, by v8.serialize over pipes`;
}

export type FloorName = keyof typeof FLOORS;

/** A floor that was measured in this run. */
export interface KnownFloor {
  readonly what: string;
  readonly unit: string;
  readonly value: number;
}

/** What this machine needs without us: measured when it is first asked for, in the same run as the figure above it. */
export class Floors {
  readonly #known = new Map<FloorName, number>();

  async get(name: FloorName): Promise<number> {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const value = await FLOORS[name].measure();
    this.#known.set(name, value);
    return value;
  }

  known(): KnownFloor[] {
    return [...this.#known].map(([name, value]) => ({
      what: FLOORS[name].what,
      unit: FLOORS[name].unit,
      value,
    }));
  }
}
