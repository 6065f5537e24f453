import { beforeAll, describe, expect, it } from "vitest";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { saveMakerInput } from "../maker-contract.ts";
import { listMakers } from "../makers.ts";
import { productBySlug } from "../queries.ts";
import { removeMaker, saveMaker } from "./save-maker.ts";
import { updateProduct } from "./update-product.ts";

beforeAll(async () => {
  await demoShop();
}, 60_000);

const someone = {
  name: "Clay & Sons",
  line1: "1 Kiln Road",
  postcode: "ST1 1AA",
  city: "Stoke",
  country: "GB",
  contact: "safety@clay.example",
};
const inUnion = { ...someone, name: "Glaise SAS", country: "FR", contact: "https://glaise.example/contact" };
const save = (input: object) => inTx((tx) => saveMaker(tx, saveMakerInput.parse(input), bySystem));
const mug = () => productBySlug(db(), "mug-gres", "fr");

describe("makers", () => {
  it("stand behind brands, so that every product of them names who makes it and who answers for it here", async () => {
    expect((await mug()).safety).toMatchObject({
      maker: { name: "Olt Pottery Ltd", country: "GB" },
      responsible: { name: "Maison Comptoir SAS", country: "FR" },
      warnings: "",
    });
    expect((await productBySlug(db(), "theiere-brume", "en")).safety.warnings).toMatch(/hot/);
  });

  it("may be named by a product itself, and the product's wins", async () => {
    const { id } = await save({ ...someone, responsible: inUnion });
    const product = await db().product.findUniqueOrThrow({ where: { slug: "mug-gres" } });
    const change = { id: product.id, version: product.version, makerId: id, modelName: "MUG-30" };
    const { version } = await inTx((tx) => updateProduct(tx, change, bySystem));
    expect((await mug()).safety).toMatchObject({ maker: someone, responsible: inUnion, model: "MUG-30" });
    await expect(inTx((tx) => removeMaker(tx, { id, version: 1 }, bySystem))).rejects.toMatchObject({
      code: "catalogue.maker_in_use",
      details: { products: 1 },
    });
    await inTx((tx) => updateProduct(tx, { id: product.id, version, makerId: null }, bySystem));
    await inTx((tx) => removeMaker(tx, { id, version: 1 }, bySystem));
    expect((await mug()).safety.maker?.name).toBe("Olt Pottery Ltd");
    await expect(
      inTx((tx) => updateProduct(tx, { ...change, version: version + 1, makerId: "mak_none" }, bySystem)),
    ).rejects.toMatchObject({ code: "catalogue.maker_not_found" });
  });

  it("take over brands and let them go, one name each, the faster editor first", async () => {
    const brand = await db().brand.findUniqueOrThrow({ where: { slug: "olt" } });
    const { id, version } = await save({ ...someone, brandIds: [brand.id] });
    expect((await mug()).safety.maker?.name).toBe(someone.name);
    await expect(save(someone)).rejects.toMatchObject({ code: "catalogue.maker_name_taken" });
    await expect(save({ ...someone, id, version: 7 })).rejects.toMatchObject({ code: "catalogue.version_conflict" });
    await save({ ...someone, id, version });
    expect((await mug()).safety.maker).toBeNull();
    expect((await listMakers(db())).find((maker) => maker.id === id)).toMatchObject({ brands: [], responsible: null });
  });

  it.each([
    ["a person outside of the Union", { responsible: { ...inUnion, country: "CH" } }],
    ["half a person", { responsible: { ...inUnion, city: "" } }],
    ["no way to write", { contact: "somewhere" }],
    ["a script for an address", { contact: "javascript:alert(1)" }],
    ["a country in words", { country: "France" }],
  ])("are refused with %s", (_, wrong) => {
    expect(saveMakerInput.safeParse({ ...someone, ...wrong }).success).toBe(false);
  });

  it("are kept whole by the database as well", async () => {
    const row = {
      id: "mak_odd",
      name: "Odd",
      line1: "x",
      postcode: "",
      city: "x",
      country: "CH",
      contact: "a@b.example",
    };
    await expect(db().maker.create({ data: { ...row, responsibleName: "Nobody" } })).rejects.toThrow(
      /maker_responsible/,
    );
    const { id } = await db().product.findUniqueOrThrow({ where: { slug: "theiere-brume" } });
    await expect(db().product.update({ where: { id }, data: { noWarnings: true } })).rejects.toThrow(
      /product_no_warnings/,
    );
  });
});
