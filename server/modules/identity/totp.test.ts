import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeAt, keyUri, stepOf, stepOfCode, toBase32 } from "./totp.ts";

const secret = Buffer.from("12345678901234567890");

describe("codes of an authenticator app", () => {
  it("are those of RFC 4226, appendix D", () => {
    const codes = Array.from({ length: 10 }, (_, counter) => codeAt(secret, counter));
    expect(codes).toEqual("755224 287082 359152 969429 338314 254676 287922 162583 399871 520489".split(" "));
  });

  it.each([
    [59, "94287082"],
    [1_111_111_109, "07081804"],
    [1_111_111_111, "14050471"],
    [1_234_567_890, "89005924"],
    [2_000_000_000, "69279037"],
    [20_000_000_000, "65353130"],
  ])("are those of RFC 6238, appendix B, at %i seconds", (seconds, code) => {
    expect(codeAt(secret, stepOf(new Date(seconds * 1000)), 8)).toBe(code);
  });

  it("hold for one half minute before and after, and no further", () => {
    const now = new Date("2026-11-22T12:00:10Z");
    const at = (away: number) => stepOfCode(secret, codeAt(secret, stepOf(now) + away), now);
    expect([at(-2), at(-1), at(0), at(1), at(2)]).toEqual([null, stepOf(now) - 1, stepOf(now), stepOf(now) + 1, null]);
    for (const wrong of ["", "12345", "1234567", "abcdef"]) expect(stepOfCode(secret, wrong, now)).toBeNull();
  });

  it("have a secret in base 32 that decodes to itself", () => {
    expect(toBase32(Buffer.from("foobar"))).toBe("MZXW6YTBOI");
    const decode = (text: string) => {
      const bits = [...text].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0"));
      return Buffer.from((bits.join("").match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
    };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(decode(toBase32(Buffer.from(bytes)))).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it("travel in an address that names the house and the account", () => {
    expect(keyUri("Maison Comptoir", "a+b@example.test", secret)).toBe(
      "otpauth://totp/Maison%20Comptoir:a%2Bb%40example.test?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Maison%20Comptoir&algorithm=SHA1&digits=6&period=30",
    );
  });
});
