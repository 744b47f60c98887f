import { describe, expect, test } from "vitest";
import { Status } from "../gen/google/rpc/status.js";
import { ERROR_DOMAIN, REASON, TYPE_URL } from "../vocabulary/index.js";
import { decodeStatusDetails, encodeStatusDetails } from "./index.js";

const errorInfo = {
  reason: REASON.FILE_TOO_LARGE,
  domain: ERROR_DOMAIN,
  metadata: { filepath: "/data/größe.bin", size_bytes: "41943040" },
};
const NOT_FOUND = 5;

function encodeWith(details: { typeUrl: string; value: Uint8Array }[]): Uint8Array {
  return Status.encode({ code: NOT_FOUND, message: "m", details }).finish();
}

describe("status details", () => {
  test("everything that is encoded is decoded", () => {
    const fieldViolations = [{ field: "sandbox.spec.tags[0]", description: "is empty" }];
    const bytes = encodeStatusDetails({
      code: NOT_FOUND,
      message: "too large",
      errorInfo,
      retryDelaySeconds: 1.5,
      fieldViolations,
    });
    expect(decodeStatusDetails(bytes)).toEqual({ errorInfo, retryDelaySeconds: 1.5, fieldViolations });
    expect(Status.decode(bytes)).toMatchObject({ code: NOT_FOUND, message: "too large" });
  });

  test("the details carry the documented type URLs", () => {
    const bytes = encodeStatusDetails({
      code: NOT_FOUND,
      message: "",
      errorInfo,
      retryDelaySeconds: 0,
      fieldViolations: [{ field: "f", description: "d" }],
    });
    expect(Status.decode(bytes).details.map((detail) => detail.typeUrl)).toEqual([
      "type.googleapis.com/google.rpc.ErrorInfo",
      "type.googleapis.com/google.rpc.RetryInfo",
      "type.googleapis.com/google.rpc.BadRequest",
    ]);
  });

  test("a delay of nothing is present, an absent one is not", () => {
    const withDelay = encodeStatusDetails({ code: NOT_FOUND, message: "", retryDelaySeconds: 0 });
    expect(decodeStatusDetails(withDelay)).toEqual({ retryDelaySeconds: 0, fieldViolations: [] });
    const without = decodeStatusDetails(encodeStatusDetails({ code: NOT_FOUND, message: "", errorInfo }));
    expect(without).toEqual({ errorInfo, fieldViolations: [] });
    expect(without).not.toHaveProperty("retryDelaySeconds");
  });

  test.each([0.25, 0.9999999999, 3, 90.001])("a delay of %s s survives to the nanosecond", (delaySeconds) => {
    const bytes = encodeStatusDetails({ code: NOT_FOUND, message: "", retryDelaySeconds: delaySeconds });
    expect(decodeStatusDetails(bytes)?.retryDelaySeconds).toBeCloseTo(delaySeconds, 8);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("a delay of %s is refused", (delaySeconds) => {
    expect(() =>
      encodeStatusDetails({ code: NOT_FOUND, message: "", retryDelaySeconds: delaySeconds }),
    ).toThrow(/retryDelaySeconds is/);
  });

  test("bytes that are no status, and a status without usable details, give nothing", () => {
    expect(decodeStatusDetails(Uint8Array.of(0xff, 0xff, 0xff))).toBeUndefined();
    expect(decodeStatusDetails(encodeStatusDetails({ code: NOT_FOUND, message: "plain" }))).toBeUndefined();
    expect(decodeStatusDetails(new Uint8Array())).toBeUndefined();
  });

  test("a broken or foreign detail does not hide a good one, and any prefix of the type URL will do", () => {
    const good = encodeStatusDetails({ code: NOT_FOUND, message: "", errorInfo });
    const value = Status.decode(good).details[0]?.value ?? new Uint8Array();
    const bytes = encodeWith([
      { typeUrl: "type.googleapis.com/google.rpc.Help", value: Uint8Array.of(1, 2, 3) },
      { typeUrl: TYPE_URL.ERROR_INFO, value: Uint8Array.of(0x0a, 0x7f) },
      { typeUrl: "example.org/types/google.rpc.ErrorInfo", value },
    ]);
    expect(decodeStatusDetails(bytes)).toEqual({ errorInfo, fieldViolations: [] });
  });

  test("a foreign domain is handed over as it is", () => {
    const foreign = { ...errorInfo, domain: "example.org" };
    const bytes = encodeStatusDetails({ code: NOT_FOUND, message: "", errorInfo: foreign });
    expect(decodeStatusDetails(bytes)?.errorInfo?.domain).toBe("example.org");
  });
});
