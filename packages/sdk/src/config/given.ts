/** Undefined and null both mean "not given". */
export type Given<T> = T | null | undefined;
