import { beforeAll, describe, expect, it } from "vitest";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { saveAttributeInput } from "../attribute-contract.ts";
import { attributeFields, listAttributes, listSets } from "../attribute-queries.ts";
import { removeAttribute, saveAttribute, saveSet } from "./save-attribute.ts";
import { updateProduct } from "./update-product.ts";

beforeAll(async () => {
  await demoShop();
}, 60_000);

const save = (input: object) => inTx((tx) => saveAttribute(tx, saveAttributeInput.parse(input), bySystem));
const attribute = async (key: string) => (await listAttributes(db())).find((a) => a.key === key)!;
const chair = () => db().product.findUniqueOrThrow({ where: { slug: "chaise-alba" } });
async function say(attributes: Record<string, never | string | boolean | object | null>) {
  const { id, version } = await chair();
  return inTx((tx) => updateProduct(tx, { id, version, attributes: attributes as never }, bySystem));
}
const useIn = async (kind: "family" | "category", slug: string, uses: { attributeId: string; required: boolean }[]) => {
  const owner =
    kind === "family"
      ? await db().family.findUniqueOrThrow({ where: { code: slug } })
      : await db().category.findUniqueOrThrow({ where: { slug } });
  await inTx((tx) => saveSet(tx, { kind, id: owner.id, uses }, bySystem));
};
const fieldOf = async (key: string) => (await attributeFields(db(), (await chair()).id)).find((f) => f.key === key);

describe("attributes", () => {
  it("of the demo shop are defined once and used by every family", async () => {
    expect((await listAttributes(db())).map(({ key, type, unit }) => [key, type, unit])).toEqual([
      ["material", "choice", null],
      ["origin", "choice", null],
      ["weight", "number", "kg"],
    ]);
    expect(await fieldOf("material")).toMatchObject({ need: "required", value: "bois" });
    expect(await fieldOf("weight")).toMatchObject({ need: "recommended" });
  });

  it("come down the tree of categories, and what is required anywhere is required", async () => {
    const { id } = await save({
      key: "seat_height",
      label: { fr: "Hauteur d’assise", en: "Seat height" },
      type: "dimension",
      unit: "cm",
      filterable: true,
    });
    const parent = await db().category.create({
      data: { id: "cat_parent", slug: "mobilier", name: { fr: "Mobilier" } },
    });
    await db().category.update({ where: { slug: "assises" }, data: { parentId: parent.id } });
    await useIn("category", "mobilier", [{ attributeId: id, required: true }]);
    await useIn("category", "assises", [{ attributeId: id, required: false }]);
    expect(await fieldOf("seat_height")).toMatchObject({ need: "required", value: null });
    const seats = (await listSets(db(), "fr")).find((set) => set.name === "Assises" && set.kind === "category");
    expect(seats).toMatchObject({ depth: 1, inherited: [{ attributeId: id, required: true, from: "Mobilier" }] });
  });

  it("take values of their type only, in any unit of their dimension, and leave an audit entry", async () => {
    await say({ seat_height: { amount: "0.45", unit: "m" } });
    expect((await fieldOf("seat_height"))?.value).toBe(45);
    const { version } = await chair();
    await say({ seat_height: { amount: "45", unit: "cm" } });
    expect((await chair()).version).toBe(version);
    const entry = await db().auditEntry.findFirstOrThrow({
      orderBy: { id: "desc" },
      where: { action: "catalogue.product.updated" },
    });
    expect(entry.data).toMatchObject({ "attribute.seat_height": { from: null, to: 45 } });
    const refused = { kind: "invalid", code: "catalogue.attribute_invalid" };
    await expect(say({ seat_height: { amount: "45", unit: "kg" } })).rejects.toMatchObject(refused);
    await expect(say({ material: "unobtainium" })).rejects.toMatchObject({
      ...refused,
      details: { key: "material", reason: "choice" },
    });
    await expect(say({ glaze: "mat" })).rejects.toMatchObject({ code: "catalogue.attribute_not_in_set" });
  });

  it("convert what products say when their unit changes, and keep what would be lost", async () => {
    const height = await attribute("seat_height");
    const { products: _, unusedChoices: __, ...input } = height;
    await save({ ...input, unit: "mm" });
    expect((await fieldOf("seat_height"))?.value).toBe(450);
    const inUse = (what: string) => ({ kind: "conflict", code: "catalogue.attribute_in_use", details: { what } });
    await expect(save({ ...input, version: height.version + 1, type: "number", unit: "kg" })).rejects.toMatchObject(
      inUse("type"),
    );
    const material = await attribute("material");
    const { products: p, unusedChoices: u, ...rest } = material;
    expect(p).toBeGreaterThan(20);
    expect(u).toEqual([]);
    await expect(save({ ...rest, choices: rest.choices.filter((c) => c.value !== "bois") })).rejects.toMatchObject({
      ...inUse("choice"),
      details: { what: "choice", choice: "bois" },
    });
    await expect(
      inTx((tx) => removeAttribute(tx, { id: material.id, version: material.version }, bySystem)),
    ).rejects.toMatchObject(inUse("values"));
    await expect(save({ ...rest, version: 99 })).rejects.toMatchObject({ code: "catalogue.version_conflict" });
    await expect(save({ ...rest, id: undefined })).rejects.toMatchObject({ code: "catalogue.attribute_key_taken" });
    expect((await attribute("material")).choices).toEqual(material.choices);
  });

  it.each([
    [{ type: "choice" }, "no_choices"],
    [{ type: "text", choices: [{ value: "a", label: { fr: "A", en: "A" } }] }, "choices"],
    [{ type: "colour", choices: [{ value: "a", label: { fr: "A", en: "A" } }] }, "no_swatch"],
    [{ type: "dimension", unit: "kg" }, "unit"],
    [{ type: "boolean", unit: "kg" }, "unit"],
  ])("of a shape like %j are refused", async (shape, reason) => {
    const input = { key: "odd", label: { fr: "Drôle", en: "Odd" }, ...shape };
    await expect(save(input)).rejects.toMatchObject({ code: "catalogue.attribute_malformed", details: { reason } });
  });

  it("leave a set without taking what products say along, which may then only be unsaid", async () => {
    await useIn("category", "mobilier", []);
    await useIn("category", "assises", []);
    expect(await fieldOf("seat_height")).toMatchObject({ need: "other", value: 450 });
    await expect(say({ seat_height: { amount: "1", unit: "cm" } })).rejects.toMatchObject({
      code: "catalogue.attribute_not_in_set",
    });
    await say({ seat_height: null });
    expect(await fieldOf("seat_height")).toBeUndefined();
    const height = await attribute("seat_height");
    await inTx((tx) => removeAttribute(tx, { id: height.id, version: height.version }, bySystem));
    expect(await attribute("seat_height")).toBeUndefined();
  });

  it("change together with one rebuild of the search index", async () => {
    const events = await db().outboxEvent.findMany({ where: { type: "catalogue.attributes.changed" } });
    expect(events.length).toBeGreaterThan(3);
  });
});
