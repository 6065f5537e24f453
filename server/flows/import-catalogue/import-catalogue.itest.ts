import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { buildDocuments } from "#server/flows/search/build-documents.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { resetEnv } from "#server/platform/env.ts";
import { readMedia } from "#server/platform/media.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { fetchImages } from "./fetch-images.ts";
import { type Cells, candle, csv, lamp } from "./fixtures.ts";
import { applyImport, hasErrors, previewImport } from "./import-catalogue.ts";

const options = { locale: "fr" as const };
const apply = (rows: readonly Cells[]) => applyImport(csv(rows), options, bySystem);
const changes = (report: Awaited<ReturnType<typeof apply>>) => report.products.map((p) => p.change);

/** Every row of every table that an import could write, as one fingerprint. */
async function fingerprint(): Promise<Record<string, string>> {
  const tables = [
    ...["product", "product_option", "option_value", "variant", "variant_option_value", "media", "product_media"],
    ...[
      "variant_media",
      "product_category",
      "brand",
      "category",
      "family",
      "price_list_item",
      "stock_move",
      "stock_level",
    ],
    ...["outbox_event", "audit_entry"],
  ];
  const entries = tables.map(async (table) => {
    const [row] = await db().$queryRawUnsafe<{ hash: string }[]>(
      `SELECT md5(coalesce(string_agg(md5(t::text), '' ORDER BY t::text), '')) || ' ' || count(*) AS hash FROM ${table} t`,
    );
    return [table, row?.hash ?? ""] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

const lampNow = () =>
  db().product.findUniqueOrThrow({
    where: { importKey: "shopify:lampe-sillage" },
    include: {
      brand: true,
      family: true,
      categories: { include: { category: true } },
      media: { orderBy: { position: "asc" }, include: { media: true } },
      variants: {
        orderBy: { position: "asc" },
        include: { prices: true, stockLevels: { include: { location: true } }, media: { include: { media: true } } },
      },
    },
  });

beforeAll(async () => {
  process.env.MEDIA_DIR = path.join(os.tmpdir(), `comptoir-import-${process.pid}-${Date.now()}`);
  resetEnv();
  await demoShop();
}, 180_000);

describe("importing a file", () => {
  it("shows first what it would do, and writes nothing", async () => {
    const before = await fingerprint();
    const report = await previewImport(csv([...lamp, ...candle]), options);
    expect(report).toMatchObject({ applied: false, issues: [], currency: "EUR", location: "WH-LYON" });
    expect(changes(report)).toEqual(["new", "new"]);
    expect(await fingerprint()).toEqual(before);
  });

  it("writes nothing at all when one row is wrong", async () => {
    const before = await fingerprint();
    const report = await apply([...lamp, { ...candle[0], "Variant Price": "?" }]);
    expect(report.applied).toBe(false);
    expect(hasErrors(report)).toBe(true);
    expect(await fingerprint()).toEqual(before);
  });

  it("brings products with options, prices, stock, pictures to fetch, brand and category", async () => {
    expect(await apply([...lamp, ...candle])).toMatchObject({ applied: true });
    const product = await lampNow();
    expect(product).toMatchObject({
      slug: "lampe-sillage",
      status: "active",
      name: { fr: "Lampe Sillage" },
      tags: ["lampe", "Laiton"],
      brand: { name: "Atelier Nord" },
      family: { code: "lampes" },
    });
    expect(product.categories.map((c) => c.category.name)).toEqual([{ fr: "Lampes" }]);
    expect(product.variants.map((v) => [v.sku, v.gtin, v.weightG, Number(v.prices[0]?.unitPrice)])).toEqual([
      ["NORD-SIL-S", "4006381333931", 1200, 89],
      ["LAMPE-SILLAGE-M-ECRU-SABLE", null, 1500, 109],
      ["LAMPE-SILLAGE-M-NOIR", null, 1500, 109],
    ]);
    expect(Number(product.variants[0]?.prices[0]?.compareAt)).toBe(99);
    expect(product.variants.map((v) => v.stockLevels.map((l) => [l.location.code, Number(l.onHand)]))).toEqual([
      [["WH-LYON", 5]],
      [["WH-LYON", 3]],
      [],
    ]);
    expect(product.media.map((m) => m.media.sourceUrl)).toEqual(
      ["1", "2", "m"].map((n) => `https://images.example/sillage-${n}.jpg`),
    );
    expect(product.variants[1]?.media.map((m) => m.media.sourceUrl)).toEqual(["https://images.example/sillage-m.jpg"]);
    const events = await db().outboxEvent.findMany({ where: { aggregateId: product.id } });
    expect(events.map((e) => e.type)).toEqual(["catalogue.product.changed"]);
    const [document] = await buildDocuments(db(), [product.id]);
    expect(document).toMatchObject({ priceFrom: 8900, inStock: true });
    const draft = await db().product.findUniqueOrThrow({ where: { importKey: "shopify:bougie" } });
    expect(draft.status).toBe("draft");
  });

  it("changes nothing when it is imported again, and again", async () => {
    const before = await fingerprint();
    for (let i = 0; i < 2; i++) {
      const report = await apply([...lamp, ...candle]);
      expect(report.applied).toBe(true);
      expect(changes(report)).toEqual(["unchanged", "unchanged"]);
    }
    expect(await fingerprint()).toEqual(before);
  });

  it("writes only what differs, and leaves stock to its own history", async () => {
    const [first, second, third] = lamp as [Cells, Cells, Cells];
    const added = {
      ...third,
      "Option1 Value": "L",
      "Variant Price": "149",
      "Image Src": "https://images.example/4.jpg",
    };
    const edited = [
      { ...first, Title: "Lampe Sillage II", "Variant Price": "79", "Variant Inventory Qty": "50", Type: "Luminaires" },
      { ...second, "Image Alt Text": "La lampe" },
      third,
      added,
    ];
    const before = await fingerprint();
    const report = await apply(edited);
    expect(report.applied).toBe(true);
    const product = await lampNow();
    expect(product.name).toEqual({ fr: "Lampe Sillage II" });
    expect(product.variants.map((v) => [v.sku, Number(v.prices[0]?.unitPrice), v.prices.length])).toEqual([
      ["NORD-SIL-S", 79, 1],
      ["LAMPE-SILLAGE-M-ECRU-SABLE", 109, 1],
      ["LAMPE-SILLAGE-M-NOIR", 109, 1],
      ["LAMPE-SILLAGE-L-NOIR", 149, 1],
    ]);
    expect(product.media.map((m) => [m.media.sourceUrl?.slice(-5), m.media.alt])).toContainEqual([
      "1.jpg",
      { fr: "La lampe" },
    ]);
    expect(product.categories.map((c) => c.category.slug).sort()).toEqual(["lampes", "luminaires"]);
    const after = await fingerprint();
    expect([after.stock_move, after.stock_level]).toEqual([before.stock_move, before.stock_level]);
    expect(changes(await apply(edited))).toEqual(["unchanged"]);
    expect(await fingerprint()).toEqual(after);
  });

  it("keeps the other language", async () => {
    const english = [{ ...candle[0], Title: "Candle" }];
    expect(changes(await applyImport(csv(english), { locale: "en" }, bySystem))).toEqual(["changed"]);
    expect(await db().product.findUniqueOrThrow({ where: { importKey: "shopify:bougie" } })).toMatchObject({
      name: { fr: "Bougie", en: "Candle" },
    });
    const onlyEnglish = [{ ...candle[0], Handle: "soap", Title: "Soap" }];
    const renamed = [{ ...onlyEnglish[0], Title: "Hand soap" }];
    for (const rows of [onlyEnglish, renamed]) await applyImport(csv(rows), { locale: "en" }, bySystem);
    const soap = await db().product.findUniqueOrThrow({ where: { importKey: "shopify:soap" } });
    expect(soap.name).toEqual({ en: "Hand soap" });
  });

  it("does not take what belongs to another product, and makes way with SKUs of its own making", async () => {
    const rows: Cells[] = [
      { Handle: "chaise-alba", Title: "Autre chaise", "Variant Price": "1" },
      { Handle: "tabouret-x", Title: "Tabouret", "Variant Price": "1", "Variant SKU": "MC-CHA-ALBA-NAT" },
      { Handle: "tabouret-y", Title: "Tabouret", "Variant Price": "1", "Variant Barcode": "2480001000014" },
    ];
    const report = await apply(rows);
    expect(report.issues.map((i) => [i.line, i.column])).toEqual([
      [2, "Handle"],
      [3, "Variant SKU"],
      [4, "Variant Barcode"],
    ]);
    const clash: Cells[] = [{ Handle: "mc-cha-alba-nat", Title: "Nom malheureux", "Variant Price": "1" }];
    expect((await apply(clash)).products[0]?.product.variants[0]?.sku).toMatch(/^MC-CHA-ALBA-NAT-[0-9A-F]{6}$/);
    expect(changes(await apply(clash))).toEqual(["unchanged"]);
  });

  it("refuses other options than the product has, and tells of variants that are gone", async () => {
    const [first, second] = lamp as [Cells, Cells];
    const other = await apply([{ ...first, "Option2 Name": "Matière" }]);
    expect(other.issues.filter((i) => i.severity === "error")).toMatchObject([{ line: 2, column: "Option1 Name" }]);
    const fewer = await previewImport(csv([first, second]), options);
    expect(fewer.issues).toMatchObject([
      { severity: "warning", value: "LAMPE-SILLAGE-M-NOIR" },
      { severity: "warning", value: "LAMPE-SILLAGE-L-NOIR" },
    ]);
  });

  it("says when the price list or the place is unknown", async () => {
    await expect(previewImport(csv(candle), { ...options, priceListCode: "NONE" })).rejects.toThrow(
      "price_list_not_found",
    );
    await expect(previewImport(csv(candle), { ...options, locationCode: "SUPPLIER" })).rejects.toThrow(
      "location_not_found",
    );
  });

  it("imports once when two import the same file at the same moment", async () => {
    const rows: Cells[] = [
      { Handle: "simultane", Title: "Simultané", "Variant Price": "5", "Variant Inventory Qty": "2" },
    ];
    const reports = await Promise.all([apply(rows), apply(rows), apply(rows)]);
    expect(reports.map((r) => changes(r)[0]).sort()).toEqual(["new", "unchanged", "unchanged"]);
    const level = await db().stockLevel.findMany({ where: { variant: { sku: "SIMULTANE" } } });
    expect(level.map((l) => Number(l.onHand))).toEqual([2]);
  });
});

describe("pictures", () => {
  it("are fetched afterwards; those that cannot be had are reported and tried again", async () => {
    let broken = true;
    const bytes = Buffer.alloc(64);
    Buffer.from("89504e470d0a1a0a0000000d494844520000000a00000014", "hex").copy(bytes);
    const server = createServer((request, response) => {
      if (request.url === "/later.png" && broken) response.writeHead(503).end();
      else response.end(bytes);
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const rows: Cells[] = ["now", "later"].map((name, i) => ({
      Handle: "cadre",
      Title: i ? "" : "Cadre",
      "Variant Price": i ? "" : "30",
      "Image Src": `${base}/${name}.png`,
    }));
    expect((await apply(rows)).applied).toBe(true);
    const keys = ["shopify:cadre"];
    const refused = await fetchImages(keys);
    expect(refused).toMatchObject({ fetched: 0, failed: Array(2).fill({ reason: expect.stringMatching(/public/) }) });

    const local = { isAllowed: () => true };
    expect(await fetchImages(keys, local)).toMatchObject({
      fetched: 1,
      failed: [{ slug: "cadre", url: `${base}/later.png`, reason: "the host answers 503" }],
    });
    broken = false;
    expect(await fetchImages(keys, local)).toEqual({ fetched: 1, failed: [] });
    expect(await fetchImages(keys, local)).toEqual({ fetched: 0, failed: [] });
    const media = await db().media.findMany({ where: { sourceUrl: { startsWith: base } } });
    for (const { key, width, height, mime } of media) {
      expect([width, height, mime]).toEqual([10, 20, "image/png"]);
      expect((await readMedia(key ?? ""))?.bytes).toEqual(bytes);
    }
    expect(changes(await apply(rows))).toEqual(["unchanged"]);
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
});
