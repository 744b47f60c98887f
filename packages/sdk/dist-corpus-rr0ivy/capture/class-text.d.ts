import type { ClassExpression } from "acorn";
/** A member that the class text makes by itself. */
export interface TextMember {
    readonly key: string;
    readonly place: "static" | "prototype";
    readonly part: "value" | "get" | "set";
    readonly text: string;
}
/** What capture needs to know about a class beyond its text. */
export interface ClassShape {
    /** The text without what ran when the class was made; every other character keeps its place. */
    readonly text: string;
    /** The name after `extends`, when it is a plain name. */
    readonly baseName: string | null;
    readonly hasBase: boolean;
    readonly extendsNull: boolean;
    readonly members: readonly TextMember[];
    /** Names of private members that live on instances. */
    readonly privateInstance: readonly string[];
    /** Private static fields: state that cannot be read from outside. */
    readonly privateStaticFields: readonly string[];
    /** A member key that would have to be computed again. */
    readonly computedKey: string | null;
}
/** The name under which a restored class finds what it extends when the text has no plain name for it. */
export declare const BASE_NAME = "cwsandboxBase";
/**
 * Reads a class and blanks out static fields and static blocks: they ran once already, and what they left
 * behind travels as values.
 */
export declare function readClass(node: ClassExpression, source: string): ClassShape;
/** Replaces what follows `extends` by the name under which the runner provides the class's real base. */
export declare function withProvidedBase(shape: ClassShape, node: ClassExpression): string;
//# sourceMappingURL=class-text.d.ts.map