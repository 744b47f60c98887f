/** Refuses a waiting time that is not a number of seconds from 0 up; infinity means for ever. */
export declare function checkTimeoutSeconds(timeoutSeconds: number | undefined): void;
//# sourceMappingURL=check-timeout.d.ts.map