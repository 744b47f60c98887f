import { describe, expect, test } from "vitest";
import { CWSandboxValidationError } from "../errors/index.js";
import { commandWords, splitWords } from "./index.js";
/** What a template literal gives to its tag. */
function words({ raw }, ...values) {
    return commandWords(raw, values);
}
describe("splitWords", () => {
    test.each([
        ["ls -l", ["ls", "-l"]],
        ["  a\tb\n c  ", ["a", "b", "c"]],
        [`'a b' "c d" e\\ f`, ["a b", "c d", "e f"]],
        [`a'b'"c"d`, ["abcd"]],
        [`"" ''`, ["", ""]],
        [`"a\\"b\\\\c\\d" 'a\\b'`, ['a"b\\c\\d', "a\\b"]],
        ['a\\\nb "c\\\nd"', ["ab", "cd"]],
        ["echo $HOME *.ts | wc > x; #y", ["echo", "$HOME", "*.ts", "|", "wc", ">", "x;", "#y"]],
        ["ü 😀", ["ü", "😀"]],
        ["", []],
    ])("%j", (text, expected) => {
        expect(splitWords(text)).toEqual(expected);
    });
    test.each([`a "b`, "it's", "a\\"])("%j is not finished", (text) => {
        expect(() => splitWords(text)).toThrow(CWSandboxValidationError);
        expect(() => splitWords(text)).toThrow(expect.objectContaining({ field: "command" }));
    });
});
describe("a template", () => {
    const nasty = `a b'"$(rm -rf /)\\\n*;`;
    test("a value is one word, whatever it holds", () => {
        expect(words `grep -n ${nasty} ${"file"}`).toEqual(["grep", "-n", nasty, "file"]);
        expect(words `echo ${""} ${7}`).toEqual(["echo", "", "7"]);
    });
    test("a value that touches text is part of that word, also inside quotes", () => {
        expect(words `cp --to=${nasty}.bak "x ${nasty} y"`).toEqual(["cp", `--to=${nasty}.bak`, `x ${nasty} y`]);
        expect(words `${"a"}${"b"}`).toEqual(["ab"]);
    });
    test("an array is several words, or none", () => {
        expect(words `cat ${["a b", 2]} ${[]} z`).toEqual(["cat", "a b", "2", "z"]);
    });
    test("an array must stand alone, and other values are refused", () => {
        expect(() => words `cat x${["a"]}`).toThrow(/touches/);
        expect(() => words `cat ${["a"]}x`).toThrow(/touches/);
        expect(() => words `cat "${["a"]}"`).toThrow(/touches/);
        expect(() => words `cat ${undefined}`).toThrow(/value 1 is undefined/);
        expect(() => words `cat ${{}}`).toThrow(CWSandboxValidationError);
    });
    test("backslashes are read as they stand in the source", () => {
        expect(words `printf a\nb 'a\nb' \``).toEqual(["printf", "anb", "a\\nb", "`"]);
    });
});
//# sourceMappingURL=words.test.js.map