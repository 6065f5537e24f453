import { beforeAll, describe, expect, it } from "vitest";
import { listForStaff, viewForStaff } from "#server/flows/browse/admin-products.ts";
import { newId } from "#server/kernel/ids.ts";
import {
  adminProductRowSchema,
  adminProductSchema,
  updatePriceInput,
  updateProductInput,
} from "#server/modules/catalogue/admin-contract.ts";
import { createProducts, updateProduct } from "#server/modules/catalogue/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { changePrice } from "./change-price.ts";

const by = { userId: null, requestId: newId("request") };
const bySlug = (slug: string) => db().product.findUniqueOrThrow({ where: { slug } });
const update = (input: Parameters<typeof updateProduct>[1]) => inTx((tx) => updateProduct(tx, input, by));
const eventsOf = (productId: string) =>
  db().outboxEvent.count({ where: { type: "catalogue.product.changed", aggregateId: productId } });
const auditOf = (id: string) => db().auditEntry.findMany({ where: { targetId: id }, orderBy: { at: "desc" } });

beforeAll(async () => {
  await demoShop();
});

describe("editing a product", () => {
  it("changes what is given, raises the version, writes the audit entry and the event", async () => {
    const before = await bySlug("chaise-alba");
    const events = await eventsOf(before.id);
    const result = await update({
      id: before.id,
      version: before.version,
      name: { fr: "Chaise Alba II", en: "" },
      dimensions: null,
    });
    const after = await bySlug("chaise-alba");
    expect(result).toEqual({ version: before.version + 1 });
    expect(after).toMatchObject({ version: before.version + 1, name: { fr: "Chaise Alba II" }, widthMm: null });
    expect(after.name).not.toHaveProperty("en");
    expect(after.tagline).toEqual(before.tagline);
    expect(await eventsOf(before.id)).toBe(events + 1);
    const [entry] = await auditOf(before.id);
    expect(entry).toMatchObject({ action: "catalogue.product.updated", requestId: by.requestId });
    expect(entry?.data).toMatchObject({ name: { from: { fr: "Chaise Alba" }, to: { fr: "Chaise Alba II" } } });
    expect(entry?.data).not.toHaveProperty("tagline");
  });

  it("does nothing when nothing differs", async () => {
    const before = await bySlug("banc-ligne");
    const events = await eventsOf(before.id);
    // Key order is no difference: jsonb keeps its own.
    const { en, fr } = before.name as { fr: string; en: string };
    expect(await update({ id: before.id, version: before.version, name: { fr, en }, status: "active" })).toEqual({
      version: before.version,
    });
    expect(await eventsOf(before.id)).toBe(events);
    expect(await auditOf(before.id)).toEqual([]);
  });

  it("lets one of two editors win", async () => {
    const { id, version } = await bySlug("table-marceau");
    const both = await Promise.allSettled(["un", "deux"].map((fr) => update({ id, version, tagline: { fr } })));
    expect(both.map((r) => r.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find((r) => r.status === "rejected")).toMatchObject({
      reason: { code: "catalogue.version_conflict", kind: "conflict" },
    });
    expect((await bySlug("table-marceau")).version).toBe(version + 1);
    expect(await auditOf(id)).toHaveLength(1);
  });

  it("publishes only what can be sold", async () => {
    const [empty] = await inTx((tx) =>
      createProducts(tx, [{ slug: "empty", status: "draft", name: { fr: "Vide" }, variants: [] }]),
    );
    await expect(update({ id: empty!.id, version: 1, status: "active" })).rejects.toMatchObject({
      code: "catalogue.not_publishable",
    });
    expect((await bySlug("empty")).status).toBe("draft");
  });

  it("knows no unknown product", async () => {
    await expect(update({ id: "prd_none", version: 1 })).rejects.toMatchObject({ code: "catalogue.product_not_found" });
  });

  it("refuses keys it does not know and texts without French name", () => {
    const valid = { id: "prd_1", version: 1 };
    expect(updateProductInput.safeParse(valid).success).toBe(true);
    for (const extra of [
      { price: 1 },
      { slug: "x" },
      { brandId: "b" },
      { name: { en: "x" } },
      { name: { fr: "", en: "x" } },
      { status: "sold" },
    ]) {
      expect(updateProductInput.safeParse({ ...valid, ...extra }).success).toBe(false);
    }
  });
});

describe("changing a price", () => {
  const variantOf = (sku: string) => db().variant.findUniqueOrThrow({ where: { sku } });

  it("is seen at once, audited, and told to the search index", async () => {
    const variant = await variantOf("MC-CHA-ALBA-NOY");
    const events = await eventsOf(variant.productId);
    const prices = await db().priceListItem.count({ where: { variantId: variant.id } });
    expect(await changePrice({ variantId: variant.id, price: "259.90", compareAt: "289" }, by)).toEqual({
      changed: true,
      productId: variant.productId,
    });
    const seen = (await viewForStaff(db(), variant.productId, "fr")).variants.find((v) => v.id === variant.id);
    expect(seen).toMatchObject({ price: { minor: 25_990, currency: "EUR" }, compareAt: { minor: 28_900 } });
    expect(await eventsOf(variant.productId)).toBe(events + 1);
    expect((await auditOf(variant.id))[0]).toMatchObject({
      action: "pricing.price.changed",
      data: { to: { unitPrice: "259.9", compareAt: "289" } },
    });
    expect(await changePrice({ variantId: variant.id, price: "259.9", compareAt: "289.00" }, by)).toMatchObject({
      changed: false,
    });
    expect(await eventsOf(variant.productId)).toBe(events + 1);
    expect(await db().priceListItem.count({ where: { variantId: variant.id } })).toBe(prices);
  });

  it("refuses what is no price", async () => {
    const { id: variantId } = await variantOf("MC-CHA-ALBA-NOI");
    for (const price of ["-1", "1e3", "12,5", "", "NaN", "1.23456", "9999999999", 12]) {
      expect(updatePriceInput.safeParse({ variantId, price }).success).toBe(false);
    }
    await expect(changePrice({ variantId, price: "1.999", compareAt: null }, by)).rejects.toMatchObject({
      code: "pricing.price_invalid",
    });
    await expect(changePrice({ variantId: "var_none", price: "1", compareAt: null }, by)).rejects.toMatchObject({
      code: "catalogue.variant_not_found",
    });
    expect(await auditOf(variantId)).toEqual([]);
  });
});

describe("the staff list", () => {
  const find = (query: string) => listForStaff(db(), { query, limit: 50 }, "fr");

  it("pages through every product once, drafts included", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listForStaff(db(), { limit: 7, cursor }, "en");
      for (const row of page.items) expect(adminProductRowSchema.parse(row)).toEqual(row);
      seen.push(...page.items.map((row) => row.slug));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(33);
    expect(new Set(seen).size).toBe(33);
  });

  it.each([
    ["etagere", ["etagere-filin"]],
    ["wall SHELF", ["etagere-filin"]],
    ["mc-cha-alba-noy", ["chaise-alba"]],
    ["2480001000014", ["chaise-alba"]],
    ["100%", []],
    ["_", []],
    ["' OR 1=1 --", []],
  ])("finds %j", async (query, slugs) => {
    expect((await find(query)).items.map((row) => row.slug)).toEqual(slugs);
  });

  it("filters by status and shows price span and stock", async () => {
    const drafts = await listForStaff(db(), { status: "draft", limit: 10 }, "fr");
    expect(drafts.items).toMatchObject([{ slug: "empty", price: null, available: 0, variantCount: 0 }]);
    const [row] = (await find("tabouret-pivo")).items;
    expect(row).toMatchObject({ variantCount: 6, brand: "Atelier Morvan", categories: ["Assises"] });
    expect(row!.price!.from.minor).toBeLessThan(row!.price!.to.minor);
  });

  it("opens a product with texts in every language", async () => {
    const { id } = await bySlug("tabouret-pivo");
    const product = await viewForStaff(db(), id, "en");
    expect(adminProductSchema.parse(product)).toEqual(product);
    expect(product.name).toEqual({ fr: "Tabouret Pivo", en: expect.any(String) });
    expect(product.variants.map((v) => v.options)).toContain("Natural ash · 45 cm");
  });
});
