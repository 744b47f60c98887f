/** Which container an operation is about. */
export interface ContainerOption {
    /** Name of the container. Default, also for a blank name: the primary one. */
    readonly container?: string | undefined;
}
/** The name as the server wants it: empty for the primary container. */
export declare function containerOf({ container }: ContainerOption): string;
/** Refuses a name that is no text. */
export declare function checkContainer({ container }: ContainerOption): void;
//# sourceMappingURL=container-option.d.ts.map