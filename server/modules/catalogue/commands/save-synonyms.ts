import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import { synonymsChanged } from "../events.ts";
import type { SaveSynonymsInput } from "../search-contract.ts";

/** Without repeats: capitals and accents do not tell two words apart, as they do not when they are searched for. */
function distinct(terms: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const term of terms) {
    const plain = term.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
    if (!seen.has(plain)) seen.set(plain, term.replace(/\s+/g, " ").trim());
  }
  return [...seen.values()];
}

/**
 * Writes a group of words that mean the same, new or changed, with its audit entry, and emits
 * `catalogue.synonyms.changed`. Throws DomainError invalid `catalogue.synonyms_too_few` when only one word is left without
 * repeats, not_found `catalogue.synonyms_not_found`, conflict `catalogue.version_conflict` when someone else was faster.
 */
export async function saveSynonyms(tx: Tx, input: SaveSynonymsInput, by: By): Promise<{ id: string; version: number }> {
  const terms = distinct(input.terms);
  if (terms.length < 2) throw new DomainError("invalid", "catalogue.synonyms_too_few");
  if (!input.id) {
    const row = await tx.searchSynonym.create({ data: { id: newId("synonym"), terms } });
    await audit(
      tx,
      by,
      "catalogue.synonyms.saved",
      { type: "synonym", id: row.id },
      { terms: { from: [], to: terms } },
    );
    emit(tx, synonymsChanged(row.id));
    return { id: row.id, version: row.version };
  }
  const before = await tx.searchSynonym.findUnique({ where: { id: input.id } });
  if (!before) throw new DomainError("not_found", "catalogue.synonyms_not_found");
  const { count } = await tx.searchSynonym.updateMany({
    where: { id: input.id, version: input.version ?? 0 },
    data: { terms, version: { increment: 1 } },
  });
  if (count === 0) throw new DomainError("conflict", "catalogue.version_conflict", { version: before.version });
  const changes = { terms: { from: before.terms, to: terms } };
  await audit(tx, by, "catalogue.synonyms.saved", { type: "synonym", id: input.id }, changes);
  emit(tx, synonymsChanged(input.id));
  return { id: input.id, version: before.version + 1 };
}

/**
 * Removes a group; its words find only themselves again. Throws DomainError not_found `catalogue.synonyms_not_found`,
 * conflict `catalogue.version_conflict`.
 */
export async function removeSynonyms(tx: Tx, input: { id: string; version: number }, by: By): Promise<void> {
  const before = await tx.searchSynonym.findUnique({ where: { id: input.id } });
  if (!before) throw new DomainError("not_found", "catalogue.synonyms_not_found");
  const { count } = await tx.searchSynonym.deleteMany({ where: input });
  if (count === 0) throw new DomainError("conflict", "catalogue.version_conflict", { version: before.version });
  await audit(
    tx,
    by,
    "catalogue.synonyms.removed",
    { type: "synonym", id: input.id },
    {
      terms: { from: before.terms, to: [] },
    },
  );
  emit(tx, synonymsChanged(input.id));
}
