import { BehaviorSubject, firstValueFrom, from, interval, lastValueFrom, of, Subject, toArray } from "rxjs";
import { filter, map, mergeMap, scan, take } from "rxjs/operators";

/** Streams of values; some are made where the program starts, some where the function runs. */
const factor = { value: 3 };
const scaled = map((n: number) => n * factor.value);
const even = (n: number): boolean => n % 2 === 0;
const source$ = of(1, 2, 3, 4).pipe(filter(even), scaled);
const state$ = new BehaviorSubject({ count: 1 });
const increment = (by: number) => state$.next({ count: state$.value.count + by });

function runningTotals(numbers: readonly number[]) {
  return lastValueFrom(
    from(numbers).pipe(
      filter(even),
      map((n) => n * factor.value),
      scan((sum, n) => sum + n, 0),
      toArray(),
    ),
  );
}

const RXJS =
  'code of the package "rxjs" that no module of it exports: create inside the function what it belongs to';

export const CORPUS = [
  { name: "a stream made inside", fn: runningTotals, args: [[1, 2, 4, 6]] },
  {
    name: "asynchronous streams made inside",
    fn: () =>
      lastValueFrom(
        interval(1).pipe(
          take(3),
          mergeMap(async (n) => `tick ${n * factor.value}`),
          toArray(),
        ),
      ),
  },
  {
    name: "a subject made inside",
    fn: async () => {
      const subject = new Subject<number>();
      const seen: number[] = [];
      const subscription = subject.subscribe((n) => seen.push(n));
      subject.next(1);
      subscription.unsubscribe();
      subject.next(2);
      return [seen, subscription.closed];
    },
  },
  { name: "a stream made outside", fn: () => lastValueFrom(source$.pipe(toArray())), perhapsRefused: RXJS },
  {
    name: "a subject made outside",
    fn: async () => {
      increment(2);
      return firstValueFrom(state$);
    },
  },
];
