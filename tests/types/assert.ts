/** True when each type accepts the other, and none of them is `any`. */
export type Equal<A, B> =
  IsAny<A> extends false ? (IsAny<B> extends false ? And<Accepts<A, B>, Accepts<B, A>> : false) : false;

type IsAny<T> = 0 extends 1 & T ? true : false;
type And<A extends boolean, B extends boolean> = A extends true ? B : false;

/** Whether a value of the first type may be given where the second is wanted. */
export type Accepts<Given, Wanted> = [Given] extends [Wanted] ? true : false;

/** Compiles only for true. Lists of it are the tests: the compiler runs them. */
export type Assert<T extends true> = T;

/** Compiles only for false. */
export type Refuse<T extends false> = T;
