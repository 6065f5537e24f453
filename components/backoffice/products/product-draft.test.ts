import { describe, expect, it } from "vitest";
import type { ProductDetail } from "../dto.ts";
import { emptyDraft, isDirty, updateOf } from "./product-draft.ts";

const product = {
  warnings: {},
  noWarnings: false,
  attributes: [],
  id: "prd_1",
  version: 4,
  status: "active",
  name: { fr: "Chaise", en: "Chair" },
  tagline: {},
  description: { fr: "Une chaise." },
  composition: {},
  care: {},
  dimensions: { widthMm: 400, depthMm: 500, heightMm: 800 },
} as unknown as ProductDetail;

describe("the changes of a product form", () => {
  it("sends only what changed, the other language of a changed text with it", () => {
    expect(isDirty(emptyDraft)).toBe(false);
    expect(updateOf(product, { ...emptyDraft, texts: { "name.en": "Alba chair" } }).input).toEqual({
      id: "prd_1",
      version: 4,
      name: { fr: "Chaise", en: "Alba chair" },
    });
  });

  it("names the wrong field", () => {
    expect(updateOf(product, { ...emptyDraft, texts: { "name.fr": "  " } }).error).toBe("name_missing");
    expect(updateOf(product, { ...emptyDraft, originCountry: "France" }).error).toBe("origin_invalid");
    expect(updateOf(product, { ...emptyDraft, dimensions: { widthMm: "" } }).error).toBe("dimensions_invalid");
  });

  it("empties dimensions when all three are emptied, keeps untouched ones", () => {
    expect(
      updateOf(product, { ...emptyDraft, dimensions: { widthMm: "", depthMm: "", heightMm: "" } }).input?.dimensions,
    ).toBeNull();
    expect(updateOf(product, { ...emptyDraft, dimensions: { widthMm: "450" } }).input?.dimensions).toEqual({
      widthMm: 450,
      depthMm: 500,
      heightMm: 800,
    });
  });

  it("splits tags once each", () => {
    expect(updateOf(product, { ...emptyDraft, tags: "bois, chêne,, bois " }).input?.tags).toEqual(["bois", "chêne"]);
  });
});
