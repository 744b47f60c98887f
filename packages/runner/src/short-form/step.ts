/** What a number in the short form says in its last two bits; the others are a count or an index. */
export const STEP = { VALUES: 0, LIST: 1, RECORD: 2, AGAIN: 3 } as const;
