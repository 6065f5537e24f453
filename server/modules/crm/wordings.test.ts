import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { consentPurposes } from "./contract-consent.ts";
import { wordingOf } from "./wordings.ts";

// Other words beside the box are another consent: raise the version in wordings.ts, then say here what it now reads.
const read = {
  cart_reminder: { version: 1, words: "29fe97313c8dfaa5" },
  review_request: { version: 1, words: "1c7d1f590d85ada6" },
  newsletter: { version: 1, words: "435e9d7e97a6befd" },
};

describe("the words of a consent", () => {
  it.each(consentPurposes)("of %s are those of its version, in both languages", (purpose) => {
    const [fr, en] = [wordingOf(purpose, "fr"), wordingOf(purpose, "en")];
    expect(fr.text).not.toBe(en.text);
    const words = createHash("sha256").update(`${fr.text}\n${en.text}`).digest("hex").slice(0, 16);
    expect({ version: fr.version, words }).toEqual(read[purpose]);
  });
});
