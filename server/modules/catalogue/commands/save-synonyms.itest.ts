import { expect, it } from "vitest";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { listSynonyms } from "../synonym-queries.ts";
import { removeSynonyms, saveSynonyms } from "./save-synonyms.ts";

const save = (input: Parameters<typeof saveSynonyms>[1]) => inTx((tx) => saveSynonyms(tx, input, bySystem));
const told = () => db().outboxEvent.count({ where: { type: "catalogue.synonyms.changed" } });

it("keeps groups without repeats, tells the engines, and lets the faster editor win", async () => {
  const { id, version } = await save({ terms: [" Canapé ", "canape", "sofa", "SOFA", "divan  bas"] });
  expect(await listSynonyms(db())).toMatchObject([{ id, terms: ["Canapé", "sofa", "divan bas"], version: 1 }]);
  expect(await told()).toBe(1);
  expect(await save({ id, version, terms: ["canapé", "couch"] })).toEqual({ id, version: 2 });
  await expect(save({ id, version, terms: ["a", "b"] })).rejects.toMatchObject({
    code: "catalogue.version_conflict",
    details: { version: 2 },
  });
  await expect(save({ terms: ["Lit", "lit"] })).rejects.toMatchObject({ code: "catalogue.synonyms_too_few" });
  await expect(save({ id: "syn_none", version: 1, terms: ["a", "b"] })).rejects.toMatchObject({
    code: "catalogue.synonyms_not_found",
  });
  expect(await told()).toBe(2);
  const remove = (at: number) => inTx((tx) => removeSynonyms(tx, { id, version: at }, bySystem));
  await expect(remove(1)).rejects.toMatchObject({ code: "catalogue.version_conflict" });
  await remove(2);
  expect(await listSynonyms(db())).toEqual([]);
  await expect(remove(2)).rejects.toMatchObject({ code: "catalogue.synonyms_not_found" });
  expect(await db().auditEntry.count({ where: { targetId: id } })).toBe(3);
});
