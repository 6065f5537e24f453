import { describe, expect, it } from "vitest";
import { emailInput } from "./email.ts";

describe("an e-mail address", () => {
  it("is one mailbox, however it was typed", () => {
    expect(emailInput.parse("  Camille.Roy@Example.TEST ")).toBe("camille.roy@example.test");
  });

  it("line 7: is refused with two addresses, odd unicode, control characters or markup", () => {
    const bad = [
      "a@example.test,b@example.test",
      "a@example.test;b@example.test",
      "a@example.test b@example.test",
      "a@b@example.test",
      "victim@exаmple.test", // Cyrillic а
      "ｖictim@example.test", // full-width v
      "\u212Aim@example.test", // the Kelvin sign: a plain k in lower case
      "victim@example.test\u0000",
      "a\r\nbcc:b@example.test",
      "<a@example.test>",
      '"a@example.test"<b@example.test>',
      "a@example",
      "@example.test",
      "",
      `${"a".repeat(250)}@example.test`,
    ];
    for (const email of bad) expect(emailInput.safeParse(email).success, JSON.stringify(email)).toBe(false);
  });
});
