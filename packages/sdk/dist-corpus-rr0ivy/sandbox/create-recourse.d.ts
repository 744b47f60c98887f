/** Whether a create found no room at the moment, so that the same create may succeed a little later. */
export declare function foundNoRoom(error: unknown): boolean;
/** Whether a create found no place where it was allowed to look, so that another pool may have one. */
export declare function foundNoPlace(error: unknown): boolean;
/** Whether a create was refused for certain: no sandbox has come of it and none will. */
export declare function wasRefused(error: unknown): boolean;
//# sourceMappingURL=create-recourse.d.ts.map