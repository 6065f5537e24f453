import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { type AddressFields, addressTypes, createAddressInput } from "./contract.ts";
import { addAddress, changeAddress, listAddresses, removeAddress } from "./index.ts";

const fields = (changes: Partial<AddressFields> = {}): AddressFields => ({
  type: "delivery",
  recipient: "Camille Roy",
  line1: "1 rue de la Paix",
  postcode: "75002",
  city: "Paris",
  country: "FR",
  ...changes,
});
const add = (partnerId: string, changes?: Partial<AddressFields>) =>
  inTx((tx) => addAddress(tx, partnerId, fields(changes)));
const book = (...partnerIds: string[]) => listAddresses(db(), { all: false, userId: null, partnerIds });

beforeEach(async () => {
  await db().partner.deleteMany();
  await db().partner.createMany({
    data: ["par_a", "par_b"].map((id) => ({ id, kind: "person", name: id, updatedAt: new Date() })),
  });
});

describe("an address book", () => {
  it("is its owner's alone: others' entries are not found, read or written", async () => {
    const id = await add("par_a");
    await expect(inTx((tx) => changeAddress(tx, ["par_b"], { id, ...fields() }))).rejects.toMatchObject({
      code: "partners.address_not_found",
      kind: "not_found",
    });
    await expect(inTx((tx) => removeAddress(tx, ["par_b"], id, new Date()))).rejects.toMatchObject({
      kind: "not_found",
    });
    await expect(inTx((tx) => removeAddress(tx, [], id, new Date()))).rejects.toMatchObject({ kind: "not_found" });
    expect(await book("par_b")).toEqual([]);
    expect(await book()).toEqual([]);
    expect(await book("par_a")).toHaveLength(1);
  });

  it("keeps one default per type through any sequence of changes", async () => {
    const action = fc.record({
      kind: fc.constantFrom("add", "change", "remove"),
      type: fc.constantFrom(...addressTypes),
      isDefault: fc.boolean(),
      at: fc.nat(5),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 10 }), async (actions) => {
        await db().address.deleteMany();
        for (const { kind, type, isDefault, at } of actions) {
          const all = await book("par_a");
          const target = all[at % Math.max(1, all.length)];
          if (kind === "add" || !target) await add("par_a", { type, isDefault });
          else if (kind === "remove") await inTx((tx) => removeAddress(tx, ["par_a"], target.id, new Date()));
          else await inTx((tx) => changeAddress(tx, ["par_a"], { id: target.id, ...fields({ type, isDefault }) }));
        }
        const all = await book("par_a");
        for (const type of addressTypes) {
          const ofType = all.filter((address) => address.type === type);
          expect(ofType.filter((address) => address.isDefault)).toHaveLength(Math.min(1, ofType.length));
        }
      }),
      { numRuns: 25 },
    );
  });

  it("survives ten first addresses at once", async () => {
    await Promise.all(Array.from({ length: 10 }, () => add("par_a", { isDefault: true })));
    const all = await book("par_a");
    expect([all.length, all.filter((address) => address.isDefault).length]).toEqual([10, 1]);
  });

  it("is full at fifty", async () => {
    for (let i = 0; i < 50; i++) await add("par_a");
    await expect(add("par_a")).rejects.toMatchObject({ code: "partners.address_book_full" });
  });

  it("takes no field it does not know, and no postcode of elsewhere", () => {
    expect(createAddressInput.safeParse({ ...fields(), partnerId: "par_b" }).success).toBe(false);
    expect(createAddressInput.safeParse(fields({ postcode: "1012 JS" })).success).toBe(false);
    expect(createAddressInput.parse(fields({ country: "NL", postcode: " 1012  js " })).postcode).toBe("1012 JS");
    expect(createAddressInput.safeParse(fields({ recipient: "a\u0000b" })).success).toBe(false);
  });
});
