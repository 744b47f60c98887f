import { expect, test } from "vitest";
import { isOlder } from "./embedded-connection.js";
test.each([
    ["0.1.0", "0.1.1", true],
    ["0.9.9", "0.10.0", true],
    ["1.0.0", "0.9.0", false],
    ["0.1.0", "0.1.0", false],
    ["0.1.0-beta", "0.1.0", false],
    ["", "0.1.0", false],
    ["unknown", "0.1.0", false],
])("version %j is older than %j: %s", (version, than, expected) => {
    expect(isOlder(version, than)).toBe(expected);
});
//# sourceMappingURL=embedded-connection.test.js.map