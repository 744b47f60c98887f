import { describe, expect, test } from "vitest";
import { compareQuantities, parseQuantity, toWholeUnits, type Quantity } from "./quantity.js";

function parsed(text: string): Quantity {
  const quantity = parseQuantity(text);
  if (quantity === undefined) throw new Error(`${text} is no quantity`);
  return quantity;
}

describe("quantities", () => {
  test.each([
    ["1", 1n],
    ["1.5", 1n],
    [".5", 1n],
    [" 2 ", 2n],
    ["1e3", 1000n],
    ["1k", 1000n],
    ["1Ki", 1024n],
    ["512Mi", 512n * 1024n ** 2n],
    ["2G", 2_000_000_000n],
    ["1Ei", 1024n ** 6n],
  ])("J4 %s is read exactly", (text, wholePart) => {
    const { numerator, denominator } = parsed(text);
    expect(
      numerator / denominator === wholePart || toWholeUnits(parsed(text), 1n) === Number(wholePart),
    ).toBe(true);
  });

  test.each([
    "",
    "-1",
    "1e3m",
    "1e3Mi",
    "Mi",
    "1 Mi",
    "1mi",
    "0x10",
    "NaN",
    "1e999",
    "1_000",
    "9".repeat(65),
  ])("J4 %j is none", (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });

  test("J4 comparison is exact", () => {
    expect(compareQuantities(parsed("500m"), parsed("0.5"))).toBe(0);
    expect(compareQuantities(parsed("1Gi"), parsed("1G"))).toBe(1);
    expect(compareQuantities(parsed("0.1"), parsed("100.0001m"))).toBe(-1);
  });

  test("whole units are rounded up", () => {
    expect(toWholeUnits(parsed("0.1m"), 1000n)).toBe(1);
    expect(toWholeUnits(parsed("1.5"), 1000n)).toBe(1500);
    expect(toWholeUnits(parsed("1.5Ki"), 1n)).toBe(1536);
  });
});
